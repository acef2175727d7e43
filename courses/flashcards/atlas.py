"""The atlas's pages and pictures for cards, where the academy has them; cards do without."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from courses.flashcards.cards import Card

HAS_FIGURES = find_spec("content.templatetags.atlas_tags") is not None
HAS_PAGES = find_spec("content.atlas.addresses") is not None


def muscle_url(key: str) -> str:
    """Return the address of a muscle's page; empty where there is no atlas."""
    return _url(key)


def region_url(key: str) -> str:
    """Return the address of a region's page; empty where there is no atlas."""
    return _url(key, "regions/")


def figure_of(card: Card) -> Any:
    """Return the body map of a card about referred pain (``content.atlas.figure.Figure``), or ``None``."""
    is_about_referral = card.content.get("fact") == "referral" or "regions" in card.content
    if not HAS_FIGURES or not is_about_referral:
        return None
    atlas = import_module("content.atlas.collection").read_atlas()
    muscles = [atlas.muscles[key] for key in card.content["muscles"] if key in atlas.muscles]
    regions = [atlas.regions[key] for key in card.content.get("regions", ()) if key in atlas.regions]
    drawn = {"regions": regions} if regions else {"muscles": muscles}
    return import_module("content.atlas.figure").draw(atlas, **drawn)


def _url(key: str, folder: str = "") -> str:
    path = import_module("content.atlas.addresses").atlas_path() if HAS_PAGES else ""
    return f"{path}{folder}{key.replace('_', '-')}/" if path else ""
