"""What a card, a deck and a source of cards are."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from accounts.models import User
from courses.models import CardSettings


@dataclass(frozen=True)
class Card:
    """A card as it is shown: ``question`` in plain words, the templates of both sides and what these need.

    ``origin`` says where the card is from and ``url`` leads there, if there is a page.
    """

    key: str
    question: str
    origin: str
    back: str
    content: Mapping[str, Any] = field(default_factory=dict)
    front: str = "courses/flashcards/parts/front.html"
    url: str = ""


@dataclass(frozen=True, order=True)
class Deck:
    """Cards that belong together; decks stand in the order of ``group`` (a number), ``place`` and title."""

    group: int
    place: int
    title: str
    slug: str
    heading: str = field(compare=False, default="")


@dataclass(frozen=True)
class DeckKeys:
    """A deck and the keys of the cards that a student may study in it now, in the order in which they come up."""

    deck: Deck
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Learner:
    """Who studies, in which courses with an open seat, which steps they opened, and what they chose."""

    student: User
    at: datetime
    courses: frozenset[int]
    opened: frozenset[int]
    settings: CardSettings

    @property
    def may_study(self) -> bool:
        """Cards are for those with an open seat in any course."""
        return bool(self.courses)


class CardSource(Protocol):
    """The shape of a module that cards come from. A card's key begins with ``NAME`` and a colon.

    ``decks`` returns what is there for this student now; what it reads for everyone, it keeps by ``keep_as``.
    ``cards`` reads some of these cards; a key whose entry is gone is left out.
    ``staff_url`` leads staff to the entry behind a card, if there is one. ``PERSONAL``: ``decks`` asks the database
    each time it is called.
    """

    NAME: str
    PERSONAL: bool

    def decks(self, learner: Learner) -> Iterable[DeckKeys]:
        """Return the decks with their keys."""

    def cards(self, keys: Collection[str], learner: Learner) -> Iterable[Card]:
        """Return the cards of ``keys``."""

    def staff_url(self, key: str) -> str:
        """Return where staff mend the card."""
