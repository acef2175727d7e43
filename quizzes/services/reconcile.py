"""Finding and mending what a crash or a sleeping worker left: safe to run at any time."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from django.db.models import Exists, OuterRef, QuerySet

from accounts.services.mending import mend_each
from courses.models import StepRecord
from quizzes.models import Attempt, Regrade, RegradeChange
from quizzes.services.doubts import settle_revoked
from quizzes.services.keeping import complete_if_passed
from quizzes.services.regrade_mail import tell_students
from quizzes.services.releasing import decided_attempts, release_forgotten
from quizzes.services.student_mail import send_forgotten
from quizzes.services.submitting import close_abandoned


def reconcile(*, at: datetime) -> list[str]:
    """Close what is overdue, conclude what nothing holds back, complete steps, send what is owed; a sentence each."""
    forgotten = decided_attempts().filter(quiz__hold_marks=False)
    return [
        *_close(at),
        *mend_each(forgotten, partial(_conclude, at)),
        *mend_each(passed_without_completed_step(), _complete),
        *mend_each(_owing_mails(), partial(_tell, at)),
        *send_forgotten(at=at),
        *mend_each([at], lambda now: settle_revoked(at=now)),
    ]


def _owing_mails() -> list[Regrade]:
    return list(Regrade.objects.filter(changes__in=RegradeChange.objects.owed()).distinct())


def _tell(at: datetime, regrade: Regrade) -> Iterator[str]:
    if told := tell_students(regrade_id=regrade.pk, at=at):
        yield f"Regrade {regrade.pk}: {told} mails are sent now."


def _close(at: datetime) -> list[str]:
    return [
        f"Attempt {attempt.pk} was closed ({attempt.get_ended_by_display()}): {attempt.get_state_display()}."
        for attempt in close_abandoned(at=at)
    ]


def _conclude(at: datetime, attempt: Attempt) -> Iterator[str]:
    if release_forgotten(attempt=attempt, at=at):
        yield f"Attempt {attempt.pk} was fully marked but waited: it has its result now."


def _complete(attempt: Attempt) -> Iterator[str]:
    complete_if_passed(attempt)
    yield f"Attempt {attempt.pk} was passed but its step was not completed: completed now."


def passed_without_completed_step() -> QuerySet[Attempt]:
    """Return the passed attempts whose step does not say so."""
    completed = StepRecord.objects.filter(
        enrolment=OuterRef("enrolment"), step=OuterRef("quiz"), completed_at__isnull=False
    )
    passed = Attempt.objects.filter(passed=True).exclude(Exists(completed))
    return passed.select_related("enrolment", "quiz").defer("paper")
