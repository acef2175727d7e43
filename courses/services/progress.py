"""A student's progress: opening and completing steps, the place where they stopped reading."""

from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial

from django.db import transaction
from wagtail.models import Page

from courses.measure import Progress, measure
from courses.models import Enrolment, StepRecord
from courses.outline import get_outline, required_step_ids
from courses.signals import course_completed

#: A step opened again sooner than this is not written again.
OPENING_COUNTS_AGAIN_AFTER = timedelta(minutes=10)


@transaction.atomic
def complete_step(*, enrolment: Enrolment, step: Page, at: datetime, score: Decimal | None = None) -> bool:
    """Record that the student finished ``step``; return whether that finished the course.

    ``score`` is 0 to 1; the best one is kept.
    """
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    StepRecord.objects.mark_completed(enrolment=enrolment, step=step, at=at, score=score)
    return _finish_if_nothing_is_left(enrolment, at)


@transaction.atomic
def finish_course(*, enrolment: Enrolment, at: datetime) -> bool:
    """Finish the course of a student to whom nothing is left, as when the last open step was withdrawn."""
    return _finish_if_nothing_is_left(Enrolment.objects.select_for_update().get(pk=enrolment.pk), at)


def _finish_if_nothing_is_left(enrolment: Enrolment, at: datetime) -> bool:
    """A course without a required step, or with steps still to be written, is being built rather than finished."""
    outline = get_outline(enrolment.course_id)
    if enrolment.completed_at or outline.planned or not outline.required_ids or remaining_step_ids(enrolment):
        return False
    enrolment.completed_at = at
    enrolment.save(update_fields=["completed_at"])
    transaction.on_commit(partial(course_completed.send_robust, sender=Enrolment, enrolment=enrolment))
    return True


def remaining_step_ids(enrolment: Enrolment) -> set[int]:
    """Return the ids of the required live steps that the student has not completed."""
    return required_step_ids(enrolment.course_id) - done_step_ids(enrolment)


def done_step_ids(enrolment: Enrolment) -> set[int]:
    """Return the ids of the steps that the student completed, also of those that left the course since."""
    done = StepRecord.objects.filter(enrolment=enrolment, completed_at__isnull=False)
    return set(done.values_list("step_id", flat=True))


def progress_of(enrolment: Enrolment) -> Progress:
    """Return the student's progress against the course as it stands now."""
    outline = get_outline(enrolment.course_id)
    return measure(outline, done_step_ids(enrolment), completed=enrolment.completed_at is not None)


def open_step(*, enrolment: Enrolment, step: Page, at: datetime, record: StepRecord | None = None) -> StepRecord:
    """Record that the student opened ``step``; ``record``, if the caller has read it, saves a query.

    Reloading the page within ten minutes writes nothing.
    """
    if record is None:
        record, _created = StepRecord.objects.get_or_create(
            enrolment=enrolment, step_id=step.pk, defaults={"opened_at": at, "last_opened_at": at}
        )
    if at - record.last_opened_at >= OPENING_COUNTS_AGAIN_AFTER:
        StepRecord.objects.filter(pk=record.pk, last_opened_at__lt=at).update(last_opened_at=at)
    return record


def save_position(*, enrolment: Enrolment, step: Page, position: int, at: datetime) -> None:
    """Remember how far down the page the student read, in percent; values outside 0 to 100 are cut off.

    It is no opening: a text that was published while the old one stood open is still news to the student.
    """
    StepRecord.objects.update_or_create(
        enrolment=enrolment,
        step_id=step.pk,
        defaults={"position": max(0, min(100, position))},
        create_defaults={"position": max(0, min(100, position)), "opened_at": at, "last_opened_at": at},
    )
