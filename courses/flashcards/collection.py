"""All the cards that a student may study: which decks there are, and what a card says."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from accounts.models import User
from courses.flashcards.cards import Card, CardSource, Deck, DeckKeys, Learner
from courses.flashcards.sources import SOURCES, source_of
from courses.models import CardSettings, Enrolment


@dataclass(frozen=True)
class CardCollection:
    """The decks of a student in their order; ``chosen`` are those that they did not leave out."""

    decks: tuple[DeckKeys, ...]
    left_out: frozenset[str]

    @cached_property
    def chosen(self) -> tuple[DeckKeys, ...]:
        """The decks that are studied."""
        return tuple(entry for entry in self.decks if entry.deck.slug not in self.left_out)

    @cached_property
    def deck_by_key(self) -> dict[str, Deck]:
        """The deck of each card that is studied."""
        return {key: entry.deck for entry in self.chosen for key in entry.keys}

    def in_turn(self) -> list[str]:
        """Return all keys so that new cards come from every deck in turn."""
        placed = [(place, entry.deck, key) for entry in self.chosen for place, key in enumerate(entry.keys)]
        return [key for _place, _deck, key in sorted(placed, key=lambda one: one[:2])]


def learner_of(student: User, *, at: datetime) -> Learner:
    """Read where the student has an open seat, what they opened there and what they chose: two queries."""
    seats = Enrolment.objects.active().filter(student=student)
    rows = list(seats.values_list("course_id", "step_records__step_id"))
    kept = CardSettings.objects.filter(student=student).first()
    return Learner(
        student=student,
        at=at,
        courses=frozenset(course for course, _step in rows),
        opened=frozenset(step for _course, step in rows if step),
        settings=kept or CardSettings(student=student),
    )


def collect(learner: Learner, sources: Iterable[CardSource] | None = None) -> CardCollection:
    """Ask the sources, in whatever order, what this student may study."""
    asked = SOURCES.values() if sources is None else sources
    found = [entry for source in asked for entry in source.decks(learner)] if learner.may_study else []
    decks = sorted(found, key=lambda entry: (entry.deck, entry.deck.slug))
    return CardCollection(tuple(decks), frozenset(learner.settings.left_out))


def read_cards(keys: Collection[str], learner: Learner) -> dict[str, Card]:
    """Return the cards of ``keys`` as their sources say now; a card whose source is gone is not among them."""
    by_source: dict[str, list[str]] = {}
    for key in keys:
        by_source.setdefault(key.split(":", 1)[0], []).append(key)
    found = [card for name, own in by_source.items() for card in _read(name, own, learner)]
    return {card.key: card for card in found}


def _read(name: str, keys: list[str], learner: Learner) -> list[Card]:
    source = source_of(name)
    return list(source.cards(keys, learner)) if source else []
