"""Figures that help: what comes, whether the desired retention is met, what is weak. Rules without a database."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from courses.flashcards.cards import Deck
from courses.flashcards.days import day_of
from courses.flashcards.scheduling import Phase, Rating, recall_chance
from courses.models import CardReview, CardState

DAYS_AHEAD = 14
DAYS_BACK = 30
MOST_WEAK = 8
MOST_DECKS = 10
#: Fewer answers than this say nothing about a share.
ENOUGH = 10


@dataclass(frozen=True)
class DayCount:
    """How many cards a day has."""

    day: date
    count: int


@dataclass(frozen=True)
class Retention:
    """How many learned cards were asked, and how many of them were known; ``share`` is 0 to 1, ``None`` for none."""

    asked: int = 0
    known: int = 0

    @property
    def share(self) -> float | None:
        """The part that was known."""
        return self.known / self.asked if self.asked else None

    @property
    def percent(self) -> int | None:
        """The same in whole percent."""
        return None if self.share is None else round(self.share * 100)

    @property
    def says_enough(self) -> bool:
        """Whether there are enough answers to go by."""
        return self.asked >= ENOUGH


@dataclass(frozen=True)
class DeckFigures:
    """A deck: how many cards were begun, how well they were known, what share of them is probably known now."""

    deck: Deck
    begun: int
    total: int
    retention: Retention
    lapses: int
    strength: int | None


def due_by_day(states: Iterable[CardState], at: datetime, zone: ZoneInfo) -> list[DayCount]:
    """Return how many cards come on each of the next fourteen days; what is overdue comes today."""
    today = day_of(at, zone)
    counts = Counter(max(today, day_of(state.due, zone)) for state in states if state.state != Phase.NEW)
    days = (today + timedelta(days=number) for number in range(DAYS_AHEAD))
    return [DayCount(day, counts[day]) for day in days]


def retention_of(reviews: Iterable[CardReview]) -> Retention:
    """Count the answers to learned cards: whatever is learned within a day says nothing about remembering."""
    asked = [review.rating for review in reviews if review.state == Phase.REVIEW]
    return Retention(len(asked), sum(rating != Rating.AGAIN for rating in asked))


def studied_days(reviews: Iterable[CardReview], at: datetime, zone: ZoneInfo) -> list[DayCount]:
    """Return how many answers were given on each of the last thirty days, today last."""
    today = day_of(at, zone)
    counts = Counter(day_of(review.at, zone) for review in reviews)
    days = (today - timedelta(days=number) for number in reversed(range(DAYS_BACK)))
    return [DayCount(day, counts[day]) for day in days]


def minutes_spent(reviews: Iterable[CardReview]) -> int:
    """Return the time that the answers took, in minutes."""
    return round(sum(review.duration_ms or 0 for review in reviews) / 60_000)


def figures_by_deck(
    decks: Sequence[tuple[Deck, int]],
    states: Sequence[tuple[Deck, CardState]],
    reviews: Sequence[CardReview],
    at: datetime,
) -> list[DeckFigures]:
    """Return the figures of the ten weakest decks of those begun; ``decks`` come with their size."""
    own: dict[str, list[CardState]] = defaultdict(list)
    for deck, state in states:
        own[deck.slug].append(state)
    answers: dict[int, list[CardReview]] = defaultdict(list)
    for review in reviews:
        answers[review.card_id].append(review)
    found = [_figures(deck, total, own[deck.slug], answers, at) for deck, total in decks if own[deck.slug]]
    found.sort(key=lambda one: (one.strength if one.strength is not None else 101, one.deck))
    return found[:MOST_DECKS]


def _figures(
    deck: Deck, total: int, states: list[CardState], answers: dict[int, list[CardReview]], at: datetime
) -> DeckFigures:
    chances = [recall_chance(state.memory, at) for state in states if state.state == Phase.REVIEW]
    return DeckFigures(
        deck=deck,
        begun=len(states),
        total=total,
        retention=retention_of(review for state in states for review in answers[state.pk]),
        lapses=sum(state.lapses for state in states),
        strength=round(100 * sum(chances) / len(chances)) if chances else None,
    )


def weakest(states: Iterable[CardState]) -> list[CardState]:
    """Return the cards that were forgotten most often, at most eight."""
    forgotten = [state for state in states if state.lapses]
    return sorted(forgotten, key=lambda state: (-state.lapses, state.stability or 0, state.key))[:MOST_WEAK]
