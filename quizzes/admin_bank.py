"""Questions and cases for editors: search, filters, preview, and where each is used."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import StatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from quizzes.admin_choosers import BankChooserViewSet
from quizzes.models import Case, Question

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


class QuestionViewSet(SnippetViewSet):
    """The questions of the bank; the usage count in an entry's side panel says where it is asked."""

    model = Question
    icon = "help"
    list_display = ["__str__", "key", "type", "difficulty", STATUS, UpdatedAtColumn()]
    list_per_page = 50
    filterset_class = QuestionFilterSet
    copy_view_enabled = False
    inspect_view_enabled = True
    chooser_viewset_class = BankChooserViewSet


class CaseViewSet(SnippetViewSet):
    """The cases of the bank."""

    model = Case
    icon = "user"
    list_display = ["__str__", "key", "difficulty", STATUS, UpdatedAtColumn()]
    list_per_page = 50
    filterset_class = CaseFilterSet
    copy_view_enabled = False
    inspect_view_enabled = True
    chooser_viewset_class = BankChooserViewSet


class BankViewSetGroup(SnippetViewSetGroup):
    """One menu for the bank."""

    items = (QuestionViewSet, CaseViewSet)
    menu_label = _("Question bank")
    menu_icon = "help"
    menu_name = "question-bank"
    menu_order = 250
