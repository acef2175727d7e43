"""Revision with cards: how a student stands with each card, and every answer given.

A card itself is nowhere here: ``key`` names it, and its content is read live from its source (``courses.flashcards``).
"""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models

from courses.flashcards.scheduling import Memory, Phase, Rating

KEY_LENGTH = 200


class CardStateQuerySet(models.QuerySet["CardState"]):
    """Cards of students, in adjectives."""

    def seen(self) -> Self:
        return self.filter(reps__gt=0)

    def active(self, at: datetime) -> Self:
        """Neither suspended nor put off beyond ``at``."""
        buried = models.Q(buried_until=None) | models.Q(buried_until__lte=at)
        return self.filter(buried, suspended=False)


class CardState(models.Model):
    """How one student stands with one card.

    ``version`` grows with every change: an answer carries the version that it was given to, so that a double click or a
    second window counts once. ``reps`` 0: put aside before it was ever answered. ``stability`` is in days.
    """

    student = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="card_states")
    key = models.CharField(max_length=KEY_LENGTH)
    state = models.PositiveSmallIntegerField(choices=Phase.choices, default=Phase.NEW)
    step = models.PositiveSmallIntegerField(null=True)
    stability = models.FloatField(null=True)
    difficulty = models.FloatField(null=True)
    due = models.DateTimeField()
    last_review = models.DateTimeField(null=True)
    reps = models.PositiveIntegerField(default=0)
    lapses = models.PositiveIntegerField(default=0)
    suspended = models.BooleanField(default=False)
    buried_until = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    objects = CardStateQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["student", "key"], name="one_state_per_student_and_card")]
        indexes = [models.Index(fields=["student", "due"], name="card_by_student_and_due")]

    def __str__(self) -> str:
        return f"{self.student_id}: {self.key}"

    @property
    def memory(self) -> Memory:
        """The scheduler's part of the state."""
        return Memory(**{name: getattr(self, name) for name in Memory.FIELDS})

    @memory.setter
    def memory(self, memory: Memory) -> None:
        for name in Memory.FIELDS:
            setattr(self, name, getattr(memory, name))

    def is_aside(self, at: datetime) -> bool:
        """Whether it is suspended, or put off beyond ``at``."""
        return self.suspended or bool(self.buried_until and self.buried_until > at)


class CardReviewQuerySet(models.QuerySet["CardReview"]):
    """Answers, in adjectives."""

    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(undo=None)


class CardReview(models.Model):
    """One answer to one card, written once: with these the scheduler can be run again to the same state.

    ``state`` is the card's phase when it was asked; ``elapsed`` the time since the answer before; ``duration_ms`` how
    long the student took, in milliseconds by the server's clock; ``retention`` what was desired then.
    """

    card = models.ForeignKey(CardState, on_delete=models.CASCADE, related_name="reviews")
    at = models.DateTimeField(db_index=True)
    rating = models.PositiveSmallIntegerField(choices=Rating.choices)
    state = models.PositiveSmallIntegerField(choices=Phase.choices)
    elapsed = models.DurationField(null=True)
    duration_ms = models.PositiveIntegerField(null=True)
    retention = models.DecimalField(max_digits=3, decimal_places=2)

    objects = CardReviewQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.card_id}: {self.get_rating_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("an answer is written once; take it back with CardUndo")
        super().save(*args, **kwargs)


class CardUndo(models.Model):
    """An answer that the student took back; the answer itself stays."""

    review = models.OneToOneField(CardReview, on_delete=models.CASCADE, related_name="undo")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"undo of {self.review_id}"
