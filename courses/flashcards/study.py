"""The page of one card: which it is, what each rating leads to, what may be taken back."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.flashcards.atlas import HAS_FIGURES, figure_of
from courses.flashcards.cards import Card, Learner
from courses.flashcards.collection import read_cards
from courses.flashcards.scheduling import Memory, Rating, outcomes
from courses.flashcards.today import Today

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
MONTH, YEAR = timedelta(days=30), timedelta(days=360)


@dataclass(frozen=True)
class Way:
    """A rating as its button says it, and how long until the card then comes again, in words."""

    rating: Rating
    interval: str

    @property
    def tone(self) -> str:
        """The rating's name for style sheets."""
        return self.rating.name.lower()


def study_context(learner: Learner, today: Today, *, deck: str = "", first: str = "") -> dict[str, Any]:
    """Return the context of the card to ask now, or of the page that says that none waits."""
    card = _next_card(learner, today, deck, first)
    decks = {entry.deck.slug: entry.deck for entry in today.collection.chosen}
    context = {
        "deck": decks.get(deck),
        "card": card,
        "today": today,
        "has_figures": HAS_FIGURES,
        "undo": today.answered[-1].pk if today.answered else None,
        "answered": len(today.answered),
        "next_time": None if card else today.next_time(deck),
    }
    return context | (_asked(card, learner, today) if card else {})


def interval_words(interval: timedelta) -> str:
    """Say how long an interval is, short enough for a button: “10 min”, “3 days”, “2 months”."""
    if interval < HOUR:
        return _("%(n)s min") % {"n": max(1, round(interval / MINUTE))}
    if interval < DAY:
        return _("%(n)s h") % {"n": round(interval / HOUR)}
    for unit, one, many, most in (
        (DAY, "%(n)s day", "%(n)s days", MONTH),
        (MONTH, "%(n)s month", "%(n)s months", YEAR),
    ):
        if interval < most:
            return ngettext(one, many, round(interval / unit)) % {"n": round(interval / unit)}
    return ngettext("%(n)s year", "%(n)s years", round(interval / YEAR)) % {"n": round(interval / YEAR)}


def _next_card(learner: Learner, today: Today, deck: str, first: str) -> Card | None:
    """A card that vanished since the decks were read is passed over."""
    gone: set[str] = set()
    while key := today.next_key(deck, first, gone):
        if card := read_cards([key], learner).get(key):
            return card
        gone.add(key)
    return None


def _asked(card: Card, learner: Learner, today: Today) -> dict[str, Any]:
    state = today.states.get(card.key)
    memory = state.memory if state else Memory(due=today.at)
    ways = outcomes(memory, at=today.at, retention=float(learner.settings.retention))
    return {
        "card_deck": today.collection.deck_by_key[card.key],
        "figure": figure_of(card),
        "version": today.version_of(card.key),
        "is_new": memory.reps == 0,
        "shown": int(today.at.timestamp()),
        "ways": [Way(rating, interval_words(interval)) for rating, interval in ways.items()],
    }
