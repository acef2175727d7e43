"""Questions and cases for editors: search, filters, preview, and where each is used."""

from collections.abc import Iterator
from functools import cached_property

import django_filters
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import StatusTagColumn, UpdatedAtColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import (
    CopyView,
    EditView,
    InspectView,
    SnippetViewSet,
    SnippetViewSetGroup,
    UsageView,
)

from accounts.models import User
from quizzes.admin_choosers import BankChooserViewSet
from quizzes.admin_exports import QuestionIndexView
from quizzes.admin_preview import PreviewEditedView, PreviewNewView
from quizzes.models import BankEntry, Case, Question
from quizzes.models.banked import new_key

STATUS = StatusTagColumn("publication", label=_("Status"), primary=lambda entry: entry.live)


class QuestionFilterSet(WagtailFilterSet):
    """By type, difficulty and tag."""

    tags__name = django_filters.CharFilter(label=_("Tag"), lookup_expr="iexact", distinct=True)

    class Meta:
        model = Question
        fields = ["type", "difficulty", "live"]


class CaseFilterSet(WagtailFilterSet):
    """By difficulty and tag."""

    tags__name = django_filters.CharFilter(label=_("Tag"), lookup_expr="iexact", distinct=True)

    class Meta:
        model = Case
        fields = ["difficulty", "live"]


class BankCopyView(CopyView):
    """Another entry made out of one; it has a key of its own."""

    def get_initial_form_instance(self) -> BankEntry:
        entry = super().get_initial_form_instance()
        entry.key = new_key()
        return entry


def regrade_buttons(question: Question, user: User) -> Iterator[Button]:
    """Lead to the regrading of a question, whoever may."""
    if user.has_perm("quizzes.add_regrade"):
        yield Button(_("Regrade"), url=reverse("regrades:choose", args=[question.pk]), icon_name="rotate", priority=60)


class RegradeButtonMixin:
    """A page about one question that leads to its regrading."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [*super().header_more_buttons, *regrade_buttons(self.object, self.request.user)]  # type: ignore[misc,attr-defined]


class QuestionEditView(RegradeButtonMixin, EditView):
    """The editor of a question."""


class QuestionInspectView(RegradeButtonMixin, InspectView):
    """A question to read."""


class QuestionUsageView(RegradeButtonMixin, UsageView):
    """Where a question is asked."""


class QuestionViewSet(SnippetViewSet):
    """The questions of the bank; the usage count in an entry's side panel says where it is asked."""

    model = Question
    icon = "help"
    list_display = ["__str__", "key", "type", "difficulty", STATUS, UpdatedAtColumn()]
    list_per_page = 50
    index_view_class = QuestionIndexView
    filterset_class = QuestionFilterSet
    copy_view_class = BankCopyView
    preview_on_add_view_class = PreviewNewView
    preview_on_edit_view_class = PreviewEditedView
    inspect_view_enabled = True
    chooser_viewset_class = BankChooserViewSet
    edit_view_class = QuestionEditView
    inspect_view_class = QuestionInspectView
    usage_view_class = QuestionUsageView


class CaseViewSet(SnippetViewSet):
    """The cases of the bank."""

    model = Case
    icon = "user"
    list_display = ["__str__", "key", "difficulty", STATUS, UpdatedAtColumn()]
    list_per_page = 50
    filterset_class = CaseFilterSet
    copy_view_class = BankCopyView
    preview_on_add_view_class = PreviewNewView
    preview_on_edit_view_class = PreviewEditedView
    inspect_view_enabled = True
    chooser_viewset_class = BankChooserViewSet


class BankViewSetGroup(SnippetViewSetGroup):
    """One menu for the bank."""

    items = (QuestionViewSet, CaseViewSet)
    menu_label = _("Question bank")
    menu_icon = "help"
    menu_name = "question-bank"
    menu_order = 250
    submenu_hook = "register_question_bank_menu_item"
