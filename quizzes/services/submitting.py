"""Handing in: by the student, by the deadline, or by us after a long pause; marked in the same transaction."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from functools import partial

from django.db import transaction

from accounts.models import User
from accounts.services import audit
from accounts.services.mending import mend_each
from courses.models import Enrolment
from courses.services.progress import complete_step
from quizzes.grading import Result, grade
from quizzes.models import Attempt, Response
from quizzes.types import read

#: An attempt without a deadline in which nothing was saved for so long is closed.
IDLE_LIMIT = timedelta(days=30)
SHARE = Decimal("0.00000001")
MARK = Decimal("0.000001")
STEP_SCORE = Decimal("0.00001")


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
    result = grade(
        attempt.frozen_paper,
        {response.item: read(response.definition) for response in responses},
        {response.item: response.answer for response in responses},
    )
    keep_marks(attempt, responses, result)
    attempt.state = Attempt.State.MARKED
    attempt.score, attempt.passed = as_decimal(result.score, SHARE), result.passed
    attempt.critical_failure = result.critical_failure
    attempt.save(update_fields=["state", "submitted_at", "ended_by", "score", "passed", "critical_failure"])
    audit.record(
        action="attempt.mark",
        target=attempt,
        at=at,
        actor=actor,
        from_value=Attempt.State.RUNNING,
        to_value=f"{attempt.percent} %, {'passed' if attempt.passed else 'not passed'}",
        reason="critical decision" if attempt.critical_failure else "",
    )
    complete_if_passed(attempt)
    return attempt


def keep_marks(attempt: Attempt, responses: list[Response], result: Result) -> None:
    """Write the mark of every decision in one query; of a failed case all are 0."""
    by_item = {response.item: response for response in responses}
    for item, outcome in zip(attempt.frozen_paper.items, result.items, strict=True):
        worth = Fraction(0) if outcome.critical_failure else item.marks_each
        for decision in item.decisions:
            fraction = result.decision_marks[decision.item].fraction
            by_item[decision.item].fraction = as_decimal(fraction, SHARE)
            by_item[decision.item].mark = as_decimal(fraction * worth, MARK)
    Response.objects.bulk_update(responses, ["fraction", "mark"])


def complete_if_passed(attempt: Attempt) -> None:
    """Complete the step of a passed quiz as of the moment it was handed in."""
    if attempt.passed and attempt.score is not None and attempt.submitted_at is not None:
        score = attempt.score.quantize(STEP_SCORE, rounding=ROUND_HALF_EVEN)
        complete_step(enrolment=attempt.enrolment, step=attempt.quiz, at=attempt.submitted_at, score=score)


def as_decimal(fraction: Fraction, places: Decimal) -> Decimal:
    """Round an exact fraction once, half to even, for keeping."""
    scaled = round(fraction / Fraction(places))  # Python rounds a Fraction half to even, exactly
    return scaled * places
