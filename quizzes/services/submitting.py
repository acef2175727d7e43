"""Handing in: by the student, by the deadline, or by us after a long pause; marked at once where nobody must read."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction

from accounts.models import User
from accounts.services import audit
from accounts.services.mending import mend_each
from courses.models import Enrolment
from quizzes.models import Attempt, Response
from quizzes.services.keeping import conclude, keep_marks
from quizzes.services.regrade_sheets import fresh_sheet
from quizzes.services.scripts import open_scripts

#: An attempt without a deadline in which nothing was saved for so long is closed.
IDLE_LIMIT = timedelta(days=30)


def submit(*, student: User, token: str, at: datetime) -> Attempt:
    """Hand in the student's attempt and mark it; two tabs hand in once, and both get the marked attempt.

    Raise Attempt.DoesNotExist for an attempt that is not the student's.
    """
    attempt = Attempt.objects.defer("paper").get(token=token, enrolment__student=student)
    return hand_in(attempt=attempt, at=at, actor=student)


def hand_in_if_due(*, token: str, at: datetime) -> None:
    """Hand in an attempt whose time is up."""
    for attempt in Attempt.objects.overdue(at).filter(token=token).defer("paper"):
        hand_in(attempt=attempt, at=at)


def close_abandoned(*, at: datetime) -> list[Attempt]:
    """Hand in what is past its deadline, and close what nobody has touched for thirty days; return what is closed."""
    due = [*Attempt.objects.overdue(at).defer("paper"), *Attempt.objects.idle_since(at - IDLE_LIMIT).defer("paper")]
    return list(mend_each(due, partial(_close, at)))


def _close(at: datetime, attempt: Attempt) -> Iterator[Attempt]:
    closed = hand_in(attempt=attempt, at=at)
    if not closed.is_running:
        yield closed


@transaction.atomic
def hand_in(*, attempt: Attempt, at: datetime, actor: User | None = None) -> Attempt:
    """Close a running attempt with what it has saved and mark it; one that is closed already comes back as it is.

    Locks the seat before the attempt, as ``start`` does. Past the deadline it counts as handed in at the deadline.
    """
    seat = Enrolment.objects.select_for_update().get(pk=attempt.enrolment_id)
    attempt = Attempt.objects.select_for_update(of=("self",)).select_related("quiz").get(pk=attempt.pk)
    if not attempt.is_running:
        return attempt
    attempt.enrolment = seat
    responses = list(attempt.responses.all())
    attempt.ended_by = _ended_by(attempt, at, actor)
    attempt.submitted_at = attempt.deadline if attempt.ended_by == Attempt.EndedBy.DEADLINE else at
    if attempt.ended_by != Attempt.EndedBy.IDLENESS:
        return _mark(attempt, responses, at, actor)
    return _close_idle(attempt, responses, at)


def _ended_by(attempt: Attempt, at: datetime, actor: User | None) -> Attempt.EndedBy:
    if attempt.is_overdue(at):
        return Attempt.EndedBy.DEADLINE
    return Attempt.EndedBy.STUDENT if actor else Attempt.EndedBy.IDLENESS


def _close_idle(attempt: Attempt, responses: list[Response], at: datetime) -> Attempt:
    """Mark what was answered; without an answer there is nothing to mark. Someone who came back meanwhile goes on."""
    saved = [response.saved_at for response in responses if response.saved_at]
    if max(saved, default=attempt.started_at) >= at - IDLE_LIMIT:
        attempt.refresh_from_db(fields=["ended_by", "submitted_at"])
        return attempt
    if saved:
        return _mark(attempt, responses, at, None)
    attempt.state = Attempt.State.ABANDONED
    attempt.save(update_fields=["state", "submitted_at", "ended_by"])
    audit.record(
        action="attempt.abandon", target=attempt, at=at, from_value=Attempt.State.RUNNING, to_value=attempt.state
    )
    return attempt


def _mark(attempt: Attempt, responses: list[Response], at: datetime, actor: User | None) -> Attempt:
    """Mark what can be marked now; what people must decide, or release, makes the attempt wait for them."""
    sheet = fresh_sheet(attempt, responses)
    if not sheet.pending and not attempt.quiz.hold_marks:
        return conclude(attempt, responses, sheet, at=at, actor=actor)
    keep_marks(responses, sheet)
    open_scripts(attempt=attempt, responses=[r for r in responses if r.item in sheet.pending], at=at)
    return _wait(attempt, at, actor)


def _wait(attempt: Attempt, at: datetime, actor: User | None) -> Attempt:
    attempt.state = Attempt.State.SUBMITTED
    attempt.save(update_fields=["state", "submitted_at", "ended_by"])
    audit.record(
        action="attempt.submit",
        target=attempt,
        at=at,
        actor=actor,
        from_value=Attempt.State.RUNNING,
        to_value=attempt.state,
    )
    return attempt
