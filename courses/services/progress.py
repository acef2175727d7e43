"""A student's progress: opening and completing steps."""

from datetime import datetime
from decimal import Decimal
from functools import partial

from django.db import transaction
from wagtail.models import Page

from courses.models import Enrolment, StepRecord
from courses.outline import required_step_ids
from courses.signals import course_completed


@transaction.atomic
def complete_step(*, enrolment: Enrolment, step: Page, at: datetime, score: Decimal | None = None) -> bool:
    """Record that the student finished ``step``; return whether that finished the course.

    ``score`` is 0 to 1; the best one is kept.
    """
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    StepRecord.objects.mark_completed(enrolment=enrolment, step=step, at=at, score=score)
    if enrolment.completed_at or remaining_step_ids(enrolment):
        return False
    enrolment.completed_at = at
    enrolment.save(update_fields=["completed_at"])
    transaction.on_commit(partial(course_completed.send_robust, sender=Enrolment, enrolment=enrolment))
    return True


def remaining_step_ids(enrolment: Enrolment) -> set[int]:
    """Return the ids of the required live steps that the student has not completed."""
    done = StepRecord.objects.filter(enrolment=enrolment, completed_at__isnull=False).values_list("step_id", flat=True)
    return required_step_ids(enrolment.course_id) - set(done)
