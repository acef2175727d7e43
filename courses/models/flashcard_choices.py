"""Revision with cards: what a student chose, and what they reported."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from .flashcards import KEY_LENGTH


class CardSettings(models.Model):
    """What a student chose; ``left_out`` are the slugs of decks, so that a new deck comes in by itself."""

    student = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="card_settings")
    follow_lessons = models.BooleanField(_("areas as my lessons show them"), default=True)
    left_out = models.JSONField(default=list, blank=True)
    new_per_day = models.PositiveSmallIntegerField(
        _("new cards a day"), default=15, validators=[MaxValueValidator(100)]
    )
    most_per_day = models.PositiveSmallIntegerField(
        _("most reviews a day"), default=200, validators=[MinValueValidator(10), MaxValueValidator(1000)]
    )
    retention = models.DecimalField(
        _("desired retention"),
        max_digits=3,
        decimal_places=2,
        default=Decimal("0.90"),
        validators=[MinValueValidator(Decimal("0.80")), MaxValueValidator(Decimal("0.97"))],
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(retention__gte=Decimal("0.80"), retention__lte=Decimal("0.97")),
                name="card_retention_is_sensible",
            )
        ]

    def __str__(self) -> str:
        return f"cards of {self.student_id}"


class CardReport(models.Model):
    """A student says that a card is wrong; ``question`` is what the card asked then."""

    student = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="card_reports"
    )
    key = models.CharField(_("card"), max_length=KEY_LENGTH)
    question = models.CharField(_("what it asks"), max_length=400)
    words = models.TextField(_("what is wrong"), max_length=1000)
    reported_at = models.DateTimeField(_("reported"))
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["settled_at", "-reported_at"]
        verbose_name = _("card report")
        verbose_name_plural = _("card reports")

    def __str__(self) -> str:
        return self.question
