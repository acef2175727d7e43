"""What a student has to do today and which card comes next: decided here, by the server's clock, and nowhere else."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from courses.flashcards.cards import Deck, DeckKeys
from courses.flashcards.collection import CardCollection
from courses.flashcards.scheduling import Phase
from courses.models import CardReview, CardState

#: With nothing else left, a card that is being learned may come this much early.
AHEAD = timedelta(minutes=20)
LEARNING = (Phase.LEARNING, Phase.RELEARNING)


@dataclass(frozen=True)
class Counts:
    """A deck in figures: due today, not yet seen, learned, all."""

    due: int = 0
    unseen: int = 0
    learned: int = 0
    total: int = 0


@dataclass(frozen=True)
class DeckToday:
    """A deck and its figures."""

    deck: Deck
    counts: Counts


@dataclass(frozen=True)
class Today:
    """One student's day: the cards, how each stands, what was answered since the day began.

    ``new_left`` and ``reviews_left`` are what the student's own limits still allow; a card that is being learned again
    and again within the day counts against neither.
    """

    collection: CardCollection
    states: dict[str, CardState]
    answered: Sequence[CardReview]
    new_per_day: int
    most_per_day: int
    at: datetime
    ends: datetime

    @cached_property
    def new_left(self) -> int:
        """How many new cards may still come today."""
        return max(0, self.new_per_day - sum(one.state == Phase.NEW for one in self.answered))

    @cached_property
    def reviews_left(self) -> int:
        """How many learned cards may still come today."""
        return max(0, self.most_per_day - sum(one.state == Phase.REVIEW for one in self.answered))

    @cached_property
    def learning(self) -> list[CardState]:
        """Cards that are being learned and come again today, the first due first."""
        return self._due(self.states[key] for key in self._known if self.states[key].state in LEARNING)

    @cached_property
    def reviews(self) -> list[CardState]:
        """Learned cards due today as far as the limit allows, the longest due first."""
        due = self._due(self.states[key] for key in self._known if self.states[key].state == Phase.REVIEW)
        return due[: self.reviews_left]

    @cached_property
    def unseen(self) -> list[str]:
        """Cards never answered, in the order in which they come up."""
        return [key for key in self.collection.in_turn() if self._is_unseen(key)]

    @cached_property
    def new(self) -> list[str]:
        """New cards as far as the limit allows."""
        return self.unseen[: self.new_left]

    @cached_property
    def _known(self) -> list[str]:
        return [key for key in self.collection.deck_by_key if key in self.states]

    @property
    def due_count(self) -> int:
        """How many cards that were seen before wait today."""
        return len(self.learning) + len(self.reviews)

    @property
    def left(self) -> int:
        """How many cards still wait today."""
        return self.due_count + len(self.new)

    def next_key(self, deck: str = "", first: str = "", gone: Collection[str] = ()) -> str:
        """Return the card to ask now: ``first`` if it waits today, else by turn; of one ``deck``, if it is named.

        What is being learned and due comes first, then what was learned, then new cards; empty when none waits but
        those in ``gone``.
        """
        waiting = [key for key in self._waiting(deck) if self._is_of(key, deck) and key not in gone]
        if first in waiting:
            return first
        return waiting[0] if waiting else ""

    def next_time(self, deck: str = "") -> datetime | None:
        """Return when the next card that is being learned comes, if one comes today."""
        return next((state.due for state in self.learning if self._is_of(state.key, deck)), None)

    def version_of(self, key: str) -> int:
        """Return the version of the card's state, which an answer must carry."""
        return self.states[key].version if key in self.states else 0

    def decks(self) -> list[DeckToday]:
        """Return each chosen deck with its figures."""
        due = Counter(self.collection.deck_by_key[state.key].slug for state in [*self.learning, *self.reviews])
        return [DeckToday(entry.deck, self._counts(entry, due[entry.deck.slug])) for entry in self.collection.chosen]

    def _counts(self, entry: DeckKeys, due: int) -> Counts:
        unseen = sum(self._is_unseen(key) for key in entry.keys)
        learned = [key for key in entry.keys if key in self.states and self.states[key].state == Phase.REVIEW]
        return Counts(due, unseen, len(learned), len(entry.keys))

    def _waiting(self, deck: str) -> list[str]:
        now = [state.key for state in self.learning if state.due <= self.at]
        soon = [state.key for state in self.learning if self.at < state.due <= self.at + AHEAD]
        new = [key for key in self.unseen if self._is_of(key, deck)][: self.new_left]
        return [*now, *(state.key for state in self.reviews), *new, *soon]

    def _is_of(self, key: str, deck: str) -> bool:
        return not deck or self.collection.deck_by_key[key].slug == deck

    def _is_unseen(self, key: str) -> bool:
        state = self.states.get(key)
        return state is None or (state.state == Phase.NEW and not state.is_aside(self.at))

    def _due(self, states: Iterable[CardState]) -> list[CardState]:
        due = [state for state in states if state.due < self.ends and not state.is_aside(self.at)]
        return sorted(due, key=lambda state: (state.due, state.key))
