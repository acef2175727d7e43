"""Accommodations in the staff area: who was granted what, at which quiz, by whom and why."""

from typing import Any
from urllib.parse import urlencode

import django_filters
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button

from accounts.models import AuditRecord
from accounts.record_viewset import RecordViewSet
from courses.access import Person
from courses.models import CoursePage, Enrolment
from quizzes.admin_accommodation_acts import ChangeView, GrantView, WithdrawView
from quizzes.models import Accommodation, QuizPage


class AccommodationFilterSet(WagtailFilterSet):
    """By course, by quiz, in force or withdrawn."""

    course = django_filters.ModelChoiceFilter(
        field_name="enrolment__course", queryset=CoursePage.objects.order_by("title"), label=_("Course")
    )
    quiz = django_filters.ModelChoiceFilter(queryset=QuizPage.objects.order_by("title"), label=_("Quiz"))
    in_force = django_filters.BooleanFilter(field_name="ended_at", lookup_expr="isnull", label=_("In force"))

    class Meta:
        model = Accommodation
        fields = ["course", "quiz", "in_force"]


def quiz_title(accommodation: Accommodation) -> str:
    """Return the quiz's title, or that it is for all."""
    return accommodation.quiz.title if accommodation.quiz else _t("all quizzes of the course")


def inspect_url(accommodation: Accommodation) -> str:
    """Return the staff's page about an accommodation."""
    return reverse("accommodations_staff:inspect", args=[accommodation.pk])


def grant_buttons(user: Person, seat: Enrolment, quiz_id: int | None = None) -> list[Button]:
    """Return what leads from a student, or from an attempt at a quiz, to what is granted them."""
    buttons = []
    if user.has_perm("quizzes.add_accommodation"):
        url = reverse("accommodations_staff:grant", args=[seat.pk]) + (f"?quiz={quiz_id}" if quiz_id else "")
        buttons.append(Button(_("Grant more time or attempts"), url=url, icon_name="time", priority=20))
    if user.has_perm("quizzes.view_accommodation"):
        url = reverse("accommodations_staff:index") + "?" + urlencode({"q": seat.student.email})
        buttons.append(Button(_("Accommodations"), url=url, icon_name="list-ul", priority=30))
    return buttons


class AccommodationIndexView(generic.IndexView):
    """All of them, newest first; a constant number of queries."""

    any_permission_required = ["view", "change"]
    page_title = _("Accommodations")
    header_buttons: list[Button] = []  # granted from a student's or an attempt's page

    def get_base_queryset(self) -> QuerySet[Accommodation]:
        return Accommodation.objects.select_related("enrolment__student", "quiz", "granted_by")

    def get_edit_url(self, instance: Accommodation) -> str:
        return inspect_url(instance)


class AccommodationInspectView(generic.InspectView):
    """One of them, with its history and what may be done."""

    any_permission_required = ["view", "change"]
    page_title = _("Accommodation")
    template_name = "quizzes/admin_accommodation.html"
    header_more_buttons: list[Button] = []  # what may be done stands on the page itself

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        history = AuditRecord.objects.about(self.object)
        may_change = self.user_has_permission("change") and self.object.is_in_force
        return super().get_context_data(**kwargs) | {
            "accommodation": self.object,
            "quiz": quiz_title(self.object),
            "may_change": may_change,
            "history": history,
        }


class AccommodationViewSet(RecordViewSet):
    """The list and what opens from it; nothing is deleted, what is over is withdrawn."""

    model = Accommodation
    name = "accommodations_staff"
    url_prefix = "accommodations"
    icon = "time"
    menu_label = _("Accommodations")
    menu_order = 120
    index_view_class = AccommodationIndexView
    inspect_view_class = AccommodationInspectView
    inspect_template_name = "quizzes/admin_accommodation.html"
    filterset_class = AccommodationFilterSet
    search_fields = [
        "enrolment__student__email",
        "enrolment__student__legal_name",
        "enrolment__student__preferred_name",
        "quiz__title",
    ]
    ordering = ["-granted_at"]
    form_fields = ["reason"]
    list_display = [
        TitleColumn("student", label=_("Student"), accessor="enrolment.student", get_url=inspect_url),
        Column("quiz", label=_("Quiz"), accessor=quiz_title, sort_key="quiz__title"),
        Column("gives", label=_("Granted"), accessor=str),
        Column("granted_by", label=_("By")),
        DateColumn("granted_at", label=_("Since"), sort_key="granted_at"),
        DateColumn("ended_at", label=_("Withdrawn"), sort_key="ended_at"),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("grant/<int:seat>/", GrantView.as_view(), name="grant"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
            path("<int:pk>/change/", ChangeView.as_view(), name="change"),
            path("<int:pk>/withdraw/", WithdrawView.as_view(), name="withdraw"),
        ]
