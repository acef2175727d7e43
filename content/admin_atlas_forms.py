"""The forms of muscles and regions, with the picture in them."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)

from content.admin_entries import KEY, ORDER, EntryForm, area
from content.admin_picture import PicturePanel, ShapesPanel
from content.atlas.areas import AREAS, PARTS

REGIONS = forms.CheckboxSelectMultiple(attrs={"class": "region-choices"})

ANATOMY = [
    TitleFieldPanel("name", targets=["key"]),
    FieldRowPanel(
        [
            FieldPanel(
                "body_area", widget=forms.Select(choices=list(AREAS.items())), help_text=_("Where it is filed.")
            ),
            FieldPanel("layer", help_text=_("How deep it lies; the map shows one layer at a time.")),
        ]
    ),
    area("origin"),
    area("insertion"),
    area("action"),
    area("innervation", help_text=_("The nerve and its segments, motor and sensory.")),
]
PICTURE = [
    PicturePanel(points="points", heading=_("The picture")),
    ShapesPanel("shapes", heading=_("The drawing as text")),
    InlinePanel(
        "points",
        [
            FieldRowPanel([FieldPanel("label"), FieldPanel("view")]),
            FieldRowPanel([FieldPanel("x"), FieldPanel("y")]),
            FieldPanel("note", help_text=_("In three to ten words: “midway between neck and acromion”.")),
        ],
        heading=_("Trigger points"),
        label=_("Trigger point"),
        help_text=_("The same points as in the picture, as numbers: across from the left, down from the top."),
    ),
]
PRACTICE = [
    MultiFieldPanel(
        [
            area("point_places", help_text=_("Where points are commonly mapped, in words, in the order TrP1, TrP2 …")),
            area("referral_pattern", help_text=_("Where the pain is commonly felt, in words.")),
            FieldPanel(
                "referral",
                widget=REGIONS,
                help_text=_("The same as regions: the map and “Where does it hurt?” use them."),
            ),
            area("related_conditions", 2, help_text=_("Separated by semicolons.")),
        ],
        heading=_("Trigger points and referred pain"),
    ),
    MultiFieldPanel(
        [
            area("cautions", help_text=_("Shown first, in a box: vessels, nerves, organs to stay away from.")),
            area("palpation_position", 2, help_text=_("How the client lies, and which grip.")),
            area("stretch_direction", 2),
        ],
        heading=_("Hands on"),
    ),
]
FILED = [
    MultiFieldPanel(
        [
            FieldPanel("confidence", help_text=_("Anything but “high” is shown to readers as under review.")),
            area(
                "review_note",
                2,
                help_text=_("What is contested or unconfirmed. Readers see it. Empty once it is settled."),
            ),
        ],
        heading=_("Review"),
    ),
    MultiFieldPanel([KEY, ORDER], heading=_("In the atlas")),
]
MUSCLE_FORM = TabbedInterface(
    [
        ObjectList(ANATOMY, heading=_("Anatomy")),
        ObjectList(PICTURE, heading=_("Picture")),
        ObjectList(PRACTICE, heading=_("Practice")),
        ObjectList(FILED, heading=_("Review and place")),
    ],
    base_form_class=EntryForm,
)
REGION_FORM = ObjectList(
    [
        TitleFieldPanel(
            "label",
            targets=["key"],
            placeholder=False,
            help_text=_("As a client would say it: “temple”, “inner calf”."),
        ),
        FieldRowPanel(
            [
                FieldPanel("body_part", widget=forms.Select(choices=list(PARTS.items()))),
                FieldPanel("view", help_text=_("The view in which it is seen best.")),
            ]
        ),
        PicturePanel(heading=_("The picture")),
        ShapesPanel("shapes", heading=_("The drawing as text")),
        HelpPanel(template="content/admin/region_used.html", heading=_("Used by")),
        MultiFieldPanel([KEY, ORDER], heading=_("In the atlas")),
    ],
    base_form_class=EntryForm,
)
