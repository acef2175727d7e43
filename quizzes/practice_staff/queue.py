"""One student's log for assessors: what waits, signed off several at once or returned with a comment."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import ngettext

from courses.models import Enrolment
from quizzes.models import LogEntry, LogPage
from quizzes.practice_doors import count_entries
from quizzes.practice_rules import PracticeRefused
from quizzes.practice_staff.common import PracticePage
from quizzes.practice_staff.forms import QueueForm
from quizzes.services.log_signing import return_entries, sign_off_entries


class QueueView(PracticePage):
    """The log of one student."""

    template_name = "quizzes/admin_practice/queue.html"
    log: LogPage
    seat: Enrolment

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.log = get_object_or_404(LogPage, pk=kwargs["page_id"])
        seats = Enrolment.objects.select_related("student").filter(course_id=self.log.course_id)
        self.seat = get_object_or_404(seats, pk=kwargs["seat_id"])

    def get_page_title(self) -> str:
        return f"{self.log.title}: {self.seat.student}"

    def entries(self) -> list[LogEntry]:
        """Return what the student has not kept back: drafts are theirs alone."""
        shown = self.log.entries.standing().exclude(state=LogEntry.State.DRAFT).filter(enrolment=self.seat)
        return list(shown.select_related("assessor", "iqa"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entries = self.entries()
        waiting = [entry for entry in entries if entry.state == LogEntry.State.SUBMITTED]
        return super().get_context_data(**kwargs) | {
            "log": self.log,
            "seat": self.seat,
            "waiting": waiting,
            "others": [entry for entry in entries if entry.state != LogEntry.State.SUBMITTED],
            "totals": count_entries(self.log, entries),
            "form": kwargs.get("form") or QueueForm(ids=[]),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign off or return the chosen entries."""
        form = QueueForm(request.POST, ids=[entry.pk for entry in self.entries()])
        if form.is_valid():
            try:
                count = self.decide(form.cleaned_data)
            except PracticeRefused as refused:
                form.add_error(None, refused.words)
        if form.errors:
            return self.answer(form=form, status=422)
        words = ngettext("%(count)d entry is settled.", "%(count)d entries are settled.", count)
        messages.success(request, words % {"count": count})
        return redirect(request.path)

    def decide(self, told: dict[str, Any]) -> int:
        what: dict[str, Any] = {"log": self.log, "enrolment": self.seat, "ids": told["entries"]}
        what |= {"assessor": self.actor, "at": timezone.now()}
        if told["action"] == "return":
            return return_entries(comment=told["comment"], **what)
        return sign_off_entries(**what)
