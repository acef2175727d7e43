"""The body map and what stands around it.

``{% body_map figure %}`` shows a ``content.atlas.figure.Figure`` with its list; ``caption=`` adds words under it;
``listed=False`` leaves the list out where the page itself says the same in words.
"""

from typing import Any

from django import template

from content.atlas.addresses import atlas_path
from content.atlas.collection import MuscleEntry
from content.atlas.figure import Figure

register = template.Library()


@register.inclusion_tag("content/atlas/body_map.html")
def body_map(figure: Figure, caption: str = "", *, listed: bool = True) -> dict[str, Any]:
    """Show a figure: the pictures, their switches, and the same in words."""
    return {"figure": figure, "caption": caption, "listed": listed}


@register.simple_tag
def muscle_url(muscle: MuscleEntry) -> str:
    """Return the address of the muscle's page; empty while there is no atlas page."""
    path = atlas_path()
    return f"{path}{muscle.slug}/" if path else ""


@register.simple_tag
def refers_to(figure: Figure, muscle: MuscleEntry) -> list[str]:
    """Return where the muscle commonly refers, in words."""
    return figure.refers_to(muscle)


@register.filter
def sentence(words: str) -> str:
    """Return words that stand in a list without a full stop as they stand in a text, with one."""
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."
