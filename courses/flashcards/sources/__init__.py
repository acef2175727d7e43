"""Every source of cards, one module each, registered here; an upper app adds its own by ``register_source``."""

from courses.flashcards.cards import CardSource
from courses.flashcards.sources import lessons, muscles, regions, terms

__all__ = ["SOURCES", "register_source", "source_of"]

SOURCES: dict[str, CardSource] = {module.NAME: module for module in (muscles, regions, terms, lessons)}


def register_source(source: CardSource) -> None:
    """Let cards come from ``source`` too."""
    SOURCES[source.NAME] = source


def source_of(key: str) -> CardSource | None:
    """Return the source that a card's key names, if it is still there."""
    return SOURCES.get(key.split(":", 1)[0])
