"""Everything that the page of figures shows, read in a number of queries that does not grow with the cards."""

from datetime import timedelta
from typing import Any

from courses.flashcards.cards import Learner
from courses.flashcards.charts import chart_of
from courses.flashcards.collection import collect, read_cards
from courses.flashcards.days import beginning_of, day_of, zone_of
from courses.flashcards.scheduling import Phase
from courses.flashcards.statistics import (
    DAYS_BACK,
    due_by_day,
    figures_by_deck,
    minutes_spent,
    retention_of,
    studied_days,
    weakest,
)
from courses.models import CardReview, CardState


def figures_of(learner: Learner) -> dict[str, Any]:
    """Return the context of the page."""
    zone, at, collection = zone_of(learner.student), learner.at, collect(learner)
    since = beginning_of(day_of(at, zone) - timedelta(days=DAYS_BACK - 1), zone)
    reviews = list(CardReview.objects.standing().filter(card__student=learner.student, at__gte=since))
    states = [
        state
        for state in CardState.objects.seen().filter(student=learner.student)
        if state.key in collection.deck_by_key
    ]
    studied = studied_days(reviews, at, zone)
    weak = weakest(states)
    return {
        "learner": learner,
        "begun": len(states),
        "learned": sum(state.state == Phase.REVIEW for state in states),
        "due": chart_of(due_by_day([state for state in states if not state.suspended], at, zone)),
        "retention": retention_of(reviews),
        "desired": round(learner.settings.retention * 100),
        "studied": studied,
        "days_studied": sum(day.count > 0 for day in studied),
        "days_back": DAYS_BACK,
        "minutes": minutes_spent(reviews),
        "answers": len(reviews),
        "decks": figures_by_deck(
            [(entry.deck, len(entry.keys)) for entry in collection.chosen],
            [(collection.deck_by_key[state.key], state) for state in states],
            reviews,
            at,
        ),
        "weak": _with_cards(weak, learner),
    }


def _with_cards(states: list[CardState], learner: Learner) -> list[tuple[CardState, Any]]:
    cards = read_cards([state.key for state in states], learner)
    return [(state, cards[state.key]) for state in states if state.key in cards]
