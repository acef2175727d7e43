"""From decided scripts to results: at once, or for all attempts of a quiz together."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.models import User
from courses.models import Enrolment
from quizzes.models import Attempt, QuizPage, Script
from quizzes.services.keeping import conclude
from quizzes.services.owing_mail import owe_marks
from quizzes.services.regrade_sheets import decided_by, fresh_sheet


def decided_attempts() -> QuerySet[Attempt]:
    """Return the attempts that wait although every answer of theirs has its mark."""
    undecided = Script.objects.undecided().filter(response__attempt=OuterRef("pk"))
    return Attempt.objects.filter(~Exists(undecided), state=Attempt.State.SUBMITTED)


def conclude_if_decided(attempt: Attempt, *, at: datetime, actor: User | None) -> None:
    """Give a locked attempt its result unless an answer is undecided or its quiz holds its marks."""
    if not attempt.quiz.hold_marks and decided_attempts().filter(pk=attempt.pk).exists():
        _release(attempt, at=at, actor=actor, action="attempt.mark", reason="")


def quizzes_to_release() -> list[dict[str, Any]]:
    """Return for each quiz that waits how many of its attempts are fully marked, and how many are not."""
    undecided = Script.objects.undecided().filter(response__attempt=OuterRef("pk"))
    waiting = Attempt.objects.filter(state=Attempt.State.SUBMITTED).annotate(is_open=Exists(undecided))
    counted = waiting.values("quiz_id", "quiz__title").annotate(
        ready=Count("pk", filter=Q(is_open=False)), unready=Count("pk", filter=Q(is_open=True))
    )
    told = counted.filter(Q(ready__gt=0) | Q(quiz__hold_marks=True)).order_by("quiz__title", "quiz_id")
    return [dict(row) for row in told]


@transaction.atomic
def release_marks(*, quiz: QuizPage, actor: User, at: datetime) -> int:
    """Tell all students of a quiz whose attempts are fully marked; return how many attempts that were."""
    attempts = [_locked(pk) for pk in decided_attempts().filter(quiz=quiz).order_by("pk").values_list("pk", flat=True)]
    waiting = [attempt for attempt in attempts if attempt.is_waiting]
    for attempt in waiting:
        _release(attempt, at=at, actor=actor, action="attempt.release", reason="marks released")
    return len(waiting)


@transaction.atomic
def release_forgotten(*, attempt: Attempt, at: datetime) -> bool:
    """Conclude an attempt that a quiz held which holds no more; return whether it was so."""
    attempt = _locked(attempt.pk)
    if attempt.is_waiting:
        conclude_if_decided(attempt, at=at, actor=None)
    return not attempt.is_waiting


def _locked(pk: int) -> Attempt:
    """Lock the seat before the attempt, as handing in does."""
    seat = Enrolment.objects.select_for_update(of=("self",)).get(attempts=pk)
    attempt = Attempt.objects.select_for_update(of=("self",)).select_related("quiz").get(pk=pk)
    attempt.enrolment = seat
    return attempt


def _release(attempt: Attempt, *, at: datetime, actor: User | None, action: str, reason: str) -> None:
    responses = list(attempt.responses.select_related("script"))
    sheet = fresh_sheet(attempt, responses, decided_by(responses))
    conclude(attempt, responses, sheet, at=at, actor=actor, action=action, reason=reason)
    Script.objects.filter(response__attempt=attempt).update(state=Script.State.RELEASED, released_at=at)
    owe_marks(attempt, at=at)
