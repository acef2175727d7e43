"""Keeping what marking found: the mark of every decision, the result of the attempt, the step that it completes."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import ROUND_HALF_EVEN, Decimal

from accounts.models import User
from accounts.services import audit
from courses.services.progress import complete_step
from quizzes.models import Attempt, Response
from quizzes.services.regrade_following import follow_regrades
from quizzes.sheet import Sheet

STEP_SCORE = Decimal("0.00001")


def keep_marks(responses: Sequence[Response], sheet: Sheet) -> None:
    """Write the mark of every decision in one query; what is pending or off the way has none."""
    note_marks(responses, sheet)
    Response.objects.bulk_update(responses, ["fraction", "mark", "remedy", "regrade"])


def note_marks(responses: Iterable[Response], sheet: Sheet) -> None:
    """Put the mark of every decision into its response; the caller saves."""
    for response in responses:
        kept = sheet.kept[response.item]
        response.fraction, response.mark = kept.fraction, kept.mark
        response.remedy, response.regrade_id = kept.remedy, kept.regrade_id


def note_result(attempt: Attempt, sheet: Sheet) -> None:
    """Put the result into its attempt; the caller saves."""
    attempt.state = Attempt.State.MARKED
    attempt.score, attempt.passed = sheet.verdict.score, sheet.verdict.passed
    attempt.critical_failure = sheet.verdict.critical_failure


def conclude(
    attempt: Attempt,
    responses: Sequence[Response],
    sheet: Sheet,
    *,
    at: datetime,
    actor: User | None,
    action: str = "attempt.mark",
    reason: str = "",
) -> Attempt:
    """Give a wholly marked attempt its result: ``sheet``, as it was frozen, under the regrades in force now."""
    sheet = follow_regrades(attempt=attempt, responses=responses, sheet=sheet, at=at)
    return keep_result(attempt, responses, sheet, at=at, actor=actor, action=action, reason=reason)


def keep_result(
    attempt: Attempt,
    responses: Sequence[Response],
    sheet: Sheet,
    *,
    at: datetime,
    actor: User | None,
    action: str,
    reason: str,
) -> Attempt:
    """Keep marks and result, write down what the result was before, and complete the step if it is passed."""
    keep_marks(responses, sheet)
    before = outcome_words(attempt)
    note_result(attempt, sheet)
    attempt.save(update_fields=["state", "submitted_at", "ended_by", "score", "passed", "critical_failure"])
    audit.record(
        action=action,
        target=attempt,
        at=at,
        actor=actor,
        from_value=before,
        to_value=outcome_words(attempt),
        reason=reason or ("critical decision" if attempt.critical_failure else ""),
    )
    complete_if_passed(attempt)
    return attempt


def outcome_words(attempt: Attempt) -> str:
    """Return the result for the audit trail, the state of an attempt that has none."""
    if attempt.score is None:
        return attempt.state
    return f"{attempt.percent} %, {'passed' if attempt.passed else 'not passed'}"


def complete_if_passed(attempt: Attempt) -> None:
    """Complete the step of a passed quiz as of the moment it was handed in."""
    if attempt.passed and attempt.score is not None and attempt.submitted_at is not None:
        score = step_score(attempt.score)
        complete_step(enrolment=attempt.enrolment, step=attempt.quiz, at=attempt.submitted_at, score=score)


def step_score(score: Decimal) -> Decimal:
    """Return the score of an attempt as its step keeps it."""
    return score.quantize(STEP_SCORE, rounding=ROUND_HALF_EVEN)
