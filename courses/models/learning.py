"""A student in a course: the seat, and the progress on each step."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    """Seats, in adjectives."""

    def active(self) -> Self:
        return self.filter(access=Enrolment.Access.OPEN)

    def completed(self) -> Self:
        return self.filter(completed_at__isnull=False)


class Enrolment(models.Model):
    """One student's seat in one course; ``completed_at`` is set once, never cleared.

    ``access`` is carried out from the order's state (``courses/money_rules.py``) or set by staff; ``order`` is the
    purchase that the seat stands on, empty for a seat that staff gave.
    """

    class Access(models.TextChoices):
        OPEN = "open", _("open")
        PAUSED = "paused", _("paused")
        ENDED = "ended", _("ended")

    student = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments")
    course = models.ForeignKey("courses.CoursePage", on_delete=models.PROTECT, related_name="enrolments")
    order = models.ForeignKey("courses.Order", null=True, blank=True, on_delete=models.PROTECT, related_name="seats")
    access = models.CharField(max_length=10, choices=Access, default=Access.OPEN)
    started_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["student", "course"], name="one_seat_per_student_and_course"),
        ]

    def __str__(self) -> str:
        return f"{self.student_id} in {self.course_id}"


class StepRecordManager(models.Manager["StepRecord"]):
    """Writes progress so that a repeated call changes nothing."""

    def mark_completed(self, *, enrolment: Enrolment, step, at: datetime, score=None) -> "StepRecord":
        """Set ``completed_at`` once; keep the best ``score`` (0 to 1)."""
        record, created = self.get_or_create(
            enrolment=enrolment,
            step_id=step.pk,
            defaults={"opened_at": at, "last_opened_at": at, "completed_at": at, "score": score},
        )
        if created:
            return record
        record.completed_at = record.completed_at or at
        if score is not None and (record.score is None or score > record.score):
            record.score = score
        record.save(update_fields=["completed_at", "score"])
        return record


class StepRecord(models.Model):
    """One student's progress on one step. It does not know what kind of step; ``score`` is 0 to 1.

    ``position`` is the last place read, as a percentage of the page's height.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="step_records")
    step = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    opened_at = models.DateTimeField()
    last_opened_at = models.DateTimeField()
    position = models.PositiveSmallIntegerField(default=0)
    completed_at = models.DateTimeField(null=True, blank=True)
    score = models.DecimalField(max_digits=6, decimal_places=5, null=True, blank=True)

    objects = StepRecordManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "step"], name="one_record_per_enrolment_and_step"),
            models.CheckConstraint(condition=models.Q(position__lte=100), name="position_is_a_percentage"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id}: step {self.step_id}"
