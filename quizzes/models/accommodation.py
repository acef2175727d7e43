"""What one student was granted beyond the rules of a quiz."""

from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from quizzes.allowance import NO_ALLOWANCE, Allowance


class AccommodationQuerySet(models.QuerySet["Accommodation"]):
    """Accommodations, in adjectives."""

    def in_force(self) -> Self:
        return self.filter(ended_at=None)

    def for_sitting(self, *, seat_id: int, quiz_id: int) -> Self:
        """Those in force for one student at one quiz: its own, and those for all quizzes of the course."""
        return self.in_force().filter(Q(quiz=quiz_id) | Q(quiz=None), enrolment=seat_id)

    def allowance(self) -> Allowance:
        """Return what they give together: one query."""
        given = NO_ALLOWANCE
        for accommodation in self:
            given |= accommodation.allowance
        return given


class Accommodation(models.Model):
    """More time, more attempts or a later closing moment for one seat, at one quiz or at all of the course.

    ``extra_percent`` is of the time limit. ``reason`` is for staff alone: the student sees what they have, never why.
    Withdrawn (``ended_at``) it is kept; no running attempt gets shorter by it.
    """

    enrolment = models.ForeignKey("courses.Enrolment", on_delete=models.PROTECT, related_name="accommodations")
    quiz = models.ForeignKey(
        "quizzes.QuizPage", null=True, blank=True, on_delete=models.CASCADE, related_name="accommodations"
    )
    extra_percent = models.PositiveSmallIntegerField(
        _("more time in percent of the limit"), default=0, validators=[MaxValueValidator(200)]
    )
    extra_minutes = models.PositiveSmallIntegerField(
        _("more time in minutes"), default=0, validators=[MaxValueValidator(1440)]
    )
    extra_attempts = models.PositiveSmallIntegerField(_("more attempts"), default=0, validators=[MaxValueValidator(20)])
    closes_at = models.DateTimeField(_("closes for the student"), null=True, blank=True)
    reason = models.TextField(_("reason"), max_length=300)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    granted_at = models.DateTimeField(_("granted"))
    ended_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = AccommodationQuerySet.as_manager()

    class Meta:
        verbose_name = _("accommodation")
        verbose_name_plural = _("accommodations")
        ordering = ["-granted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "quiz"], condition=Q(ended_at=None), name="one_accommodation_per_seat_and_quiz"
            ),
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(ended_at=None, quiz=None), name="one_accommodation_per_seat_for_all"
            ),
            models.CheckConstraint(condition=Q(extra_percent__lte=200), name="extra_time_is_at_most_200_percent"),
        ]

    def __str__(self) -> str:
        return ", ".join(self.parts())

    @property
    def is_in_force(self) -> bool:
        """Not withdrawn."""
        return self.ended_at is None

    @property
    def allowance(self) -> Allowance:
        """What it gives."""
        return Allowance(self.extra_percent, self.extra_minutes, self.extra_attempts, self.closes_at)

    def give(self, allowance: Allowance) -> None:
        """Take over the figures; the caller saves."""
        self.extra_percent, self.extra_minutes = allowance.percent, allowance.minutes
        self.extra_attempts, self.closes_at = allowance.attempts, allowance.closes_at

    def parts(self) -> list[str]:
        """Say what it gives, a phrase for each figure."""
        attempts = ngettext("%(n)d more attempt", "%(n)d more attempts", self.extra_attempts)
        minutes = ngettext("%(n)d more minute", "%(n)d more minutes", self.extra_minutes)
        phrases = [
            (self.extra_percent, _t("%(n)d %% more time")),
            (self.extra_minutes, minutes),
            (self.extra_attempts, attempts),
        ]
        parts = [words % {"n": number} for number, words in phrases if number]
        if self.closes_at:
            moment = date_format(timezone.localtime(self.closes_at), "j F Y, H:i")
            parts.append(_t("open until %(moment)s") % {"moment": moment})
        return parts
