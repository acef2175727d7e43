"""Contraindications, red flags and the glossary in the staff area."""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TitleFieldPanel

from content.admin_entries import KEY, ORDER, EntryForm, EntryViewSet, area, columns
from content.models import Contraindication, GlossaryTerm, RedFlag

FILED = MultiFieldPanel([KEY, ORDER], heading=_("In the list"))


class ContraindicationFilterSet(WagtailFilterSet):
    """By category, and what is live."""

    class Meta:
        model = Contraindication
        fields = ["category", "live", "has_unpublished_changes"]


class RedFlagFilterSet(WagtailFilterSet):
    """By region, and what is live."""

    class Meta:
        model = RedFlag
        fields = ["regions", "live", "has_unpublished_changes"]


class GlossaryFilterSet(WagtailFilterSet):
    """By what is live."""

    class Meta:
        model = GlossaryTerm
        fields = ["live", "has_unpublished_changes"]


class ContraindicationViewSet(EntryViewSet):
    """What stops, moves or changes a treatment."""

    model = Contraindication
    icon = "warning"
    list_display = columns("condition", "category", "who_decides")
    filterset_class = ContraindicationFilterSet
    edit_handler = ObjectList(
        [
            TitleFieldPanel("condition", targets=["key"], classname=""),
            FieldRowPanel(
                [
                    FieldPanel("category", help_text=_("What it does to the treatment.")),
                    FieldPanel("scope", help_text=_("The whole body, or which part.")),
                ]
            ),
            area("why", help_text=_("What could happen, in a sentence.")),
            area("what_to_do", help_text=_("What the therapist does, step by step.")),
            FieldRowPanel(
                [
                    FieldPanel("urgency", help_text=_("How fast help is needed: “same day”, “999 now”.")),
                    FieldPanel("who_decides", help_text=_("Who may say that treatment is safe.")),
                ]
            ),
            area("notes", 2),
            FILED,
        ],
        base_form_class=EntryForm,
    )


class RedFlagViewSet(EntryViewSet):
    """What must not wait."""

    model = RedFlag
    icon = "warning"
    list_display = columns("flag", "think_of", "urgency")
    filterset_class = RedFlagFilterSet
    edit_handler = ObjectList(
        [
            TitleFieldPanel("flag", targets=["key"], classname=""),
            area("features", help_text=_("What the client reports or the therapist sees.")),
            FieldPanel("think_of", help_text=_("The serious cause that must be ruled out.")),
            FieldRowPanel(
                [
                    FieldPanel("action", help_text=_("What the therapist does first.")),
                    FieldPanel("urgency", help_text=_("“999 now”, “A&E now”, “GP the same day” …")),
                ]
            ),
            FieldPanel("regions", widget=CheckboxSelectMultiple(attrs={"class": "region-choices"})),
            FILED,
        ],
        base_form_class=EntryForm,
    )


class GlossaryViewSet(EntryViewSet):
    """Words that are explained where they stand."""

    model = GlossaryTerm
    icon = "openquote"
    list_display = columns("term", "definition")
    filterset_class = GlossaryFilterSet
    edit_handler = ObjectList(
        [
            TitleFieldPanel(
                "term",
                targets=["key"],
                placeholder=False,
                help_text=_("As it stands in a sentence: “taut band”, “TrP”."),
            ),
            area("also", 2, help_text=_("Plurals, abbreviations, other spellings, one a line. They lead here too.")),
            area(
                "definition",
                help_text=_("One or two sentences, plain words: shown wherever the term stands in a text."),
            ),
            FieldPanel("more", help_text=_("Shown in the glossary alone.")),
            MultiFieldPanel([KEY], heading=_("In the glossary")),
        ],
        base_form_class=EntryForm,
    )
