"""When a card is asked again: the scheduler FSRS, without a database. The only module that knows the library.

Without fuzz, so that the same answers always lead to the same state and a history can be replayed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import ClassVar

import fsrs
from django.db import models
from django.utils.translation import gettext_lazy as _

#: No card is left alone for longer than a year.
LONGEST_DAYS = 365
LEARNING_STEPS = (timedelta(minutes=1), timedelta(minutes=10))
RELEARNING_STEPS = (timedelta(minutes=10),)


class Rating(models.IntegerChoices):
    """How well a card was known."""

    AGAIN = 1, _("Again")
    HARD = 2, _("Hard")
    GOOD = 3, _("Good")
    EASY = 4, _("Easy")


class Phase(models.IntegerChoices):
    """Where a card is on its way: the numbers are the library's, 0 is before its first answer."""

    NEW = 0, _("new")
    LEARNING = 1, _("learning")
    REVIEW = 2, _("learned")
    RELEARNING = 3, _("learning again")


@dataclass(frozen=True)
class Memory:
    """What the scheduler knows of one card; ``stability`` is in days, ``difficulty`` from 1 to 10."""

    due: datetime
    state: int = Phase.NEW
    step: int | None = None
    stability: float | None = None
    difficulty: float | None = None
    last_review: datetime | None = None
    reps: int = 0
    lapses: int = 0

    FIELDS: ClassVar = ("due", "state", "step", "stability", "difficulty", "last_review", "reps", "lapses")

    @property
    def interval(self) -> timedelta:
        """How long after its last answer the card is asked again; nothing for one never answered."""
        return self.due - self.last_review if self.last_review else timedelta(0)


@dataclass(frozen=True)
class Answer:
    """One answer as the scheduler needs it."""

    rating: int
    at: datetime
    retention: float


def answered(memory: Memory, answer: Answer) -> Memory:
    """Return the memory after ``answer``."""
    card, _log = _scheduler(answer.retention).review_card(
        _as_card(memory), fsrs.Rating(answer.rating), answer.at.astimezone(UTC)
    )
    lapsed = memory.state == Phase.REVIEW and answer.rating == Rating.AGAIN
    return Memory(
        due=card.due,
        state=Phase(int(card.state)),
        step=card.step,
        stability=card.stability,
        difficulty=card.difficulty,
        last_review=answer.at,
        reps=memory.reps + 1,
        lapses=memory.lapses + lapsed,
    )


def replayed(start: datetime, answers: Iterable[Answer]) -> Memory:
    """Return the memory that ``answers`` lead to, beginning with a card that is new and due at ``start``."""
    memory = Memory(due=start)
    for answer in answers:
        memory = answered(memory, answer)
    return memory


def outcomes(memory: Memory, *, at: datetime, retention: float) -> dict[Rating, timedelta]:
    """Return for each rating how long until the card would be asked again."""
    return {rating: answered(memory, Answer(rating, at, retention)).interval for rating in Rating}


def recall_chance(memory: Memory, at: datetime) -> float:
    """Return the chance, 0 to 1, that the card is known at ``at``; it does not depend on the desired retention."""
    return float(_scheduler(0.9).get_card_retrievability(_as_card(memory), at.astimezone(UTC)))


@lru_cache(maxsize=32)
def _scheduler(retention: float) -> fsrs.Scheduler:
    return fsrs.Scheduler(
        desired_retention=retention,
        learning_steps=LEARNING_STEPS,
        relearning_steps=RELEARNING_STEPS,
        maximum_interval=LONGEST_DAYS,
        enable_fuzzing=False,
    )


def _as_card(memory: Memory) -> fsrs.Card:
    """A new card is the library's learning card at its first step. Without an id the library would wait for one."""
    is_new = memory.state == Phase.NEW
    return fsrs.Card(
        card_id=1,
        state=fsrs.State.Learning if is_new else fsrs.State(memory.state),
        step=0 if is_new else memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due.astimezone(UTC),
        last_review=memory.last_review.astimezone(UTC) if memory.last_review else None,
    )
