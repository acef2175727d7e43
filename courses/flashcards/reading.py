"""Reading a student's cards from the database: a number of queries that does not grow with them."""

from collections.abc import Collection
from datetime import datetime

from accounts.models import User
from courses.flashcards.cards import Learner
from courses.flashcards.collection import collect
from courses.flashcards.days import beginning_of, day_of, end_of_today, zone_of
from courses.flashcards.sources import SOURCES
from courses.flashcards.today import Today
from courses.models import CardReview, CardSettings, CardState

CHOICES = ("follow_lessons", "left_out", "most_per_day")


def today_of(learner: Learner) -> Today:
    """Read how every card stands and what was answered today: two queries, and those of the personal sources."""
    zone = zone_of(learner.student)
    begins = beginning_of(day_of(learner.at, zone), zone)
    answered = CardReview.objects.standing().filter(card__student=learner.student, at__gte=begins)
    return Today(
        collection=collect(learner),
        states={state.key: state for state in CardState.objects.filter(student=learner.student)},
        answered=list(answered.order_by("at", "pk")),
        new_per_day=learner.settings.new_per_day,
        most_per_day=learner.settings.most_per_day,
        at=learner.at,
        ends=end_of_today(learner.at, zone),
    )


def count_due(*, student: User, courses: Collection[int], opened: Collection[int], at: datetime) -> int:
    """Count what is due today by one query, given the open courses and the opened steps.

    A card whose source would have to ask the database again is taken to be there still.
    """
    due = CardState.objects.seen().active(at).filter(student=student, due__lt=end_of_today(at, zone_of(student)))
    rows = list(due.values_list("key", *(f"student__card_settings__{name}" for name in CHOICES))) if courses else []
    if not rows:
        return 0
    chosen = {name: value for name, value in zip(CHOICES, rows[0][1:], strict=True) if value is not None}
    settings = CardSettings(student=student, **chosen)
    learner = Learner(student, at, frozenset(courses), frozenset(opened), settings)
    published = [source for source in SOURCES.values() if not source.PERSONAL]
    known = collect(learner, published).deck_by_key
    names = {source.NAME for source in published}
    count = sum(key in known or key.split(":", 1)[0] not in names for key, *_choices in rows)
    return min(count, settings.most_per_day)
