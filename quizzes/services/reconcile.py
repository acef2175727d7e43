"""Finding and mending what a crash or a sleeping worker left: safe to run at any time."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from accounts.services.mending import mend_each
from courses.models import StepRecord
from quizzes.models import Attempt
from quizzes.services.submitting import close_abandoned, complete_if_passed


def reconcile(*, at: datetime) -> list[str]:
    """Close attempts whose time is up and complete the steps of passed ones; return a sentence each."""
    return [*_close(at), *mend_each(passed_without_completed_step(), _complete)]


def _close(at: datetime) -> list[str]:
    return [
        f"Attempt {attempt.pk} was closed ({attempt.get_ended_by_display()}): {attempt.get_state_display()}."
        for attempt in close_abandoned(at=at)
    ]


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
