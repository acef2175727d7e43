"""Students in the staff area: who sits in which course and how far they are, one seat to read, access to change."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button, HeaderButton

from accounts.models import AuditRecord
from accounts.record_viewset import RecordViewSet
from courses.access import standing_of
from courses.measure import Progress, measure
from courses.models import CoursePage, Enrolment
from courses.outline import get_outline
from courses.step_view import step_states
from courses.wagtail_seats import ChangeAccessView, GrantSeatView

SEAT_BUTTONS = "register_academy_seat_buttons"


class StudentFilterSet(WagtailFilterSet):
    """By course, by access, finished or not."""

    course = django_filters.ModelChoiceFilter(queryset=CoursePage.objects.order_by("title"), label=_("Course"))
    access = django_filters.MultipleChoiceFilter(choices=Enrolment.Access.choices, label=_("Access"))
    completed_at = django_filters.BooleanFilter(lookup_expr="isnull", exclude=True, label=_("Finished"))

    class Meta:
        model = Enrolment
        fields = ["course", "access", "completed_at"]


def course_title(seat: Enrolment) -> str:
    """Return the course's title without reading the whole page."""
    return get_outline(seat.course_id).title


def progress_words(seat: Enrolment) -> str:
    """Say how far a student is in a table's cell: “45 % (9 of 20 steps)”."""
    progress = _progress(seat)
    return _("%(percent)s %% (%(done)s of %(total)s steps)") % {
        "percent": progress.percent,
        "done": progress.steps_done,
        "total": progress.steps_total,
    }


def _progress(seat: Enrolment) -> Progress:
    access = standing_of(seat)
    return measure(get_outline(seat.course_id), access.done, completed=access.completed)


def seat_url(seat: Enrolment) -> str:
    """Return the staff's page about a seat."""
    return reverse("students_staff:inspect", args=[seat.pk])


class StudentIndexView(generic.IndexView):
    """All seats, newest first; a constant number of queries."""

    any_permission_required = ["view", "change"]
    page_title = _("Students")

    def get_base_queryset(self) -> QuerySet[Enrolment]:
        return Enrolment.objects.select_related("student", "order").prefetch_related("step_records")

    def get_edit_url(self, instance: Enrolment) -> str:
        return seat_url(instance)

    @property
    def header_buttons(self) -> list[Button]:
        if not self.user_has_permission("change"):
            return []
        return [HeaderButton(_("Give a seat"), url=reverse("students_staff:grant"), icon_name="plus")]


class SeatInspectView(generic.InspectView):
    """One seat: how far, step by step, and what was done to it."""

    any_permission_required = ["view", "change"]
    page_title = _("Student")
    template_name = "courses/admin/seat.html"

    @property
    def header_more_buttons(self) -> list[Button]:
        """What may be done to a seat; any app adds buttons by the hook ``register_academy_seat_buttons``."""
        buttons = [button for hook in hooks.get_hooks(SEAT_BUTTONS) for button in hook(self.request, self.object)]
        if not self.user_has_permission("change"):
            return buttons
        url = reverse("students_staff:access", args=[self.object.pk])
        return [Button(_("Change access"), url=url, icon_name="key", priority=10), *buttons]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        outline, access = get_outline(self.object.course_id), standing_of(self.object)
        states = step_states(outline, access)
        history = AuditRecord.objects.about(self.object)
        return super().get_context_data(**kwargs) | {
            "outline": outline,
            "progress": _progress(self.object),
            "steps": [(step, states[step.id], access.records.get(step.id)) for step in outline.steps],
            "history": history,
        }


class StudentViewSet(RecordViewSet):
    """The list and what opens from it; a seat is never edited or deleted by hand."""

    model = Enrolment
    name = "students_staff"
    url_prefix = "students"
    icon = "group"
    menu_label = _("Students")
    menu_order = 100
    index_view_class = StudentIndexView
    inspect_view_class = SeatInspectView
    filterset_class = StudentFilterSet
    search_fields = ["student__email", "student__legal_name", "student__preferred_name"]
    ordering = ["-started_at"]
    form_fields = ["access"]
    inspect_view_fields = ["student", "access", "started_at", "completed_at", "order"]
    inspect_template_name = "courses/admin/seat.html"
    list_display = [
        TitleColumn("student", label=_("Student"), get_url=seat_url),
        Column("student.email", label=_("E-mail"), sort_key="student__email"),
        Column("course_title", label=_("Course"), accessor=course_title),
        Column("progress", label=_("Progress"), accessor=progress_words),
        Column("get_access_display", label=_("Access"), sort_key="access"),
        DateColumn("started_at", label=_("Since"), sort_key="started_at"),
        DateColumn("completed_at", label=_("Finished"), sort_key="completed_at"),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("give/", GrantSeatView.as_view(), name="grant"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
            path("<int:pk>/access/", ChangeAccessView.as_view(), name="access"),
        ]
