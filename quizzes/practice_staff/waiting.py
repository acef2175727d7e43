"""The first page: what waits, for me and for all; and the students of one practical."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Min, Prefetch, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from courses.models import CoursePage, Enrolment
from quizzes.models import LogEntry, Observation, PracticalPage
from quizzes.practice_rules import PracticeRefused
from quizzes.practice_staff.common import ASSESS, ASSURE, PracticePage
from quizzes.services.observing import start_observation

SHOWN = 50


class WaitingView(PracticePage):
    """My drafts and what came back to me, the logs that wait, and the practicals in which I can watch somebody."""

    needed = (ASSESS, ASSURE)
    template_name = "quizzes/admin_practice/waiting.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs) | {"may_assure": self.actor.has_perm(ASSURE)}
        return context | (self.to_assess() if self.actor.has_perm(ASSESS) else {})

    def to_assess(self) -> dict[str, Any]:
        """Return what waits for assessors: five queries."""
        mine = Observation.objects.filter(assessor=self.actor).select_related("enrolment__student", "practical")
        states = Observation.State
        return {
            "may_assess": True,
            "mine": mine.filter(state__in=[states.DRAFT, states.SIGNED, states.RETURNED])[:SHOWN],
            "logs": waiting_logs()[:SHOWN],
            "practicals": practicals_with_courses(),
        }


def practicals_with_courses() -> list[tuple[PracticalPage, str]]:
    """Return the live practicals, each with the title of its course: a module may stand in several."""
    courses = list(CoursePage.objects.only("title", "path"))
    practicals = PracticalPage.objects.live().order_by("path").only("title", "path", "url_path", "depth")
    return [
        (practical, next((course.title for course in courses if practical.path.startswith(course.path)), ""))
        for practical in practicals
    ]


def waiting_logs() -> QuerySet[Any, Any]:
    """Return each student's log that waits, the longest first: how many entries and minutes, since when."""
    grouped = LogEntry.objects.submitted().values(
        "log_id", "log__title", "enrolment_id", "enrolment__student__legal_name", "enrolment__student__email"
    )
    counted = grouped.annotate(count=Count("pk"), total=Sum("minutes"), since=Min("submitted_at"))
    return counted.order_by("since", "enrolment_id", "log_id")


class PracticalView(PracticePage):
    """The students of one practical, with how each stands, and the button that starts an observation."""

    template_name = "quizzes/admin_practice/practical.html"
    practical: PracticalPage

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.practical = get_object_or_404(PracticalPage.objects.live(), pk=kwargs["pk"])

    def get_page_title(self) -> str:
        return self.practical.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        observations = self.practical.observations.select_related("assessor").prefetch_related("criteria")
        seats = Enrolment.objects.active().filter(course_id=self.practical.course_id).select_related("student")
        named = seats.order_by("student__legal_name", "pk")
        if words := self.request.GET.get("q", "").strip():
            named = named.filter(student__legal_name__icontains=words)
        seen = Prefetch("observations", queryset=observations, to_attr="seen")
        page = Paginator(named.prefetch_related(seen), SHOWN).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {"practical": self.practical, "seats": page, "query": words}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Start to watch a student."""
        seat = get_object_or_404(Enrolment, pk=request.POST.get("seat") or 0, course_id=self.practical.course_id)
        try:
            started = start_observation(
                enrolment=seat, practical=self.practical, assessor=self.actor, at=timezone.now()
            )
        except PracticeRefused as refused:
            messages.error(request, refused.words)
            return redirect("practice_staff_practical", pk=self.practical.pk)
        return redirect("practice_staff_observation", pk=started.pk)
