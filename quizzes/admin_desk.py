"""The marking desk in the staff area: what waits for a marker, the oldest first."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button

from accounts.record_viewset import RecordViewSet
from quizzes.admin_desk_acts import AssignView, GiveBackView, ReleaseView, ReturnAllView, TakeView, UploadView
from quizzes.admin_marking import MarkView, script_url
from quizzes.models import Question, QuizPage, Script
from quizzes.models.banked import as_line

NOT_LISTED = (
    "response__definition", "response__answer", "response__attempt__paper", "quiz__items", "quiz__intro",
)  # fmt: skip


def with_scripts(field: str) -> Exists:
    """Whether a quiz or a question has any script."""
    return Exists(Script.objects.filter(**{field: OuterRef("pk")}))


def asked_quizzes(_request: Any) -> QuerySet[QuizPage]:
    """Return the quizzes to filter by."""
    return QuizPage.objects.filter(with_scripts("quiz")).defer("items", "intro").order_by("title")


def asked_questions(_request: Any) -> QuerySet[Question]:
    """Return the questions to filter by."""
    return Question.objects.filter(with_scripts("question")).only("stem", "key").order_by("key")


class ScriptFilterSet(WagtailFilterSet):
    """By quiz, question, state, and what concerns the marker who looks."""

    quiz = django_filters.ModelChoiceFilter(queryset=asked_quizzes, label=_("Quiz"))
    question = django_filters.ModelChoiceFilter(queryset=asked_questions, label=_("Question"))
    state = django_filters.MultipleChoiceFilter(choices=Script.State.choices, label=_("State"))
    mine = django_filters.ChoiceFilter(
        choices=[("desk", _("On my desk")), ("open", _("I may take it")), ("marked", _("Marked by me"))],
        method="filter_mine",
        label=_("Mine"),
    )

    class Meta:
        model = Script
        fields = ["quiz", "question", "state"]

    def filter_mine(self, scripts: QuerySet[Script], _name: str, value: str) -> QuerySet[Script]:
        user = self.request.user
        own = Script.objects.marked_by(user).values("pk")
        match value:
            case "desk":
                return scripts.filter(assessor=user)
            case "marked":
                return scripts.filter(pk__in=own)
        free = scripts.filter(assessor=None, state__in=[Script.State.WAITING, Script.State.DISPUTED])
        return free.exclude(pk__in=own)


def question_line(script: Script) -> str:
    """Return what was asked, in a line; a case's own decision has a number too, but another on each paper."""
    return as_line(script.stem)  # type: ignore[attr-defined]


class ScriptIndexView(generic.IndexView):
    """The queue; a constant number of queries."""

    any_permission_required = ["view"]
    page_title = _("Marking desk")

    def get_base_queryset(self) -> QuerySet[Script]:
        related = ("quiz", "assessor", "response__attempt__enrolment__student")
        asked = Script.objects.annotate(stem=KeyTextTransform("stem", "response__definition"))
        return asked.select_related(*related).defer(*NOT_LISTED)

    def get_edit_url(self, instance: Script) -> str:
        return script_url(instance)

    @property
    def header_more_buttons(self) -> list[Button]:
        acts = [("release", _("Release marks"), "check"), ("assign", _("Return all of a marker"), "undo")]
        names = {"release": "marking_desk:release", "assign": "marking_desk:return_all"}
        return [
            Button(label, url=reverse(names[act]), icon_name=icon)
            for act, label, icon in acts
            if self.user_has_permission(act)
        ]


class ScriptViewSet(RecordViewSet):
    """The queue and what opens from it; a script is marked, never edited or deleted by hand."""

    model = Script
    name = "marking_desk"
    url_prefix = "marking"
    icon = "edit"
    menu_label = _("Marking desk")
    menu_order = 255
    add_to_admin_menu = True
    index_view_class = ScriptIndexView
    filterset_class = ScriptFilterSet
    ordering = ["handed_in_at", "pk"]
    form_fields = ["state"]
    list_display = [
        TitleColumn("whose", label=_("Student"), get_url=script_url),
        Column("question", label=_("Question"), accessor=question_line),
        Column("quiz", label=_("Quiz"), accessor="quiz.title"),
        Column("get_state_display", label=_("State")),
        Column("assessor", label=_("On the desk of")),
        DateColumn("handed_in_at", label=_("Handed in"), sort_key="handed_in_at"),
    ]

    @property
    def menu_url(self) -> str:
        """Open on what is still to be marked."""
        return reverse(self.get_url_name("index")) + "?state=waiting&state=marking&state=disputed"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("uploads/<str:token>/", UploadView.as_view(), name="upload"),
            path("release/", ReleaseView.as_view(), name="release"),
            path("return-all/", ReturnAllView.as_view(), name="return_all"),
            path("<int:pk>/", MarkView.as_view(), name="mark"),
            path("<int:pk>/take/", TakeView.as_view(), name="take"),
            path("<int:pk>/return/", GiveBackView.as_view(), name="give_back"),
            path("<int:pk>/assign/", AssignView.as_view(), name="assign"),
        ]
