"""The words of the glossary."""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from content.generation import keep_as
from content.models import GlossaryTerm
from courses.flashcards.cards import Card, Deck, DeckKeys, Learner
from courses.flashcards.sources.muscles import editor_of

NAME = "term"
PERSONAL = False
HEADING = _("Words")
GROUP = 3


def decks(learner: Learner) -> Iterator[DeckKeys]:
    """Return the glossary as one deck."""
    deck = Deck(GROUP, 0, _t("Words of the trade"), "terms", str(HEADING))
    yield DeckKeys(deck, tuple(f"{NAME}:{key}" for key in _terms()))


def cards(keys: Collection[str], learner: Learner) -> Iterator[Card]:
    """Return the cards of ``keys``."""
    for key in keys:
        entry = _terms().get(key.removeprefix(f"{NAME}:"))
        if entry:
            _pk, term, definition = entry
            yield Card(
                key=key,
                question=_t("What does “%(term)s” mean?") % {"term": term},
                origin=term,
                back="courses/flashcards/parts/fact.html",
                content={"words": definition},
            )


def staff_url(key: str) -> str:
    """Return the editor of the term, where the staff area has one."""
    entry = _terms().get(key.removeprefix(f"{NAME}:"))
    return editor_of("glossaryterm", entry[0]) if entry else ""


def _terms() -> dict[str, tuple[int, str, str]]:
    return keep_as("flashcards:terms", _read)


def _read() -> dict[str, tuple[int, str, str]]:
    rows = GlossaryTerm.objects.filter(live=True).order_by("term").values_list("key", "pk", "term", "definition")
    return {key: (pk, term, definition) for key, pk, term, definition in rows}
