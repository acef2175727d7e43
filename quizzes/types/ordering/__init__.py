"""Ordering: bring the items into order. Response: all their ids in the order given, or an empty list for none."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, Literal

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import field_validator

from quizzes.types.base import UNANSWERED, InvalidAnswer, Mark, Part, Text, as_list, field_of
from quizzes.types.base import Definition as BaseDefinition
from quizzes.types.choice import check_different
from quizzes.types.ordering.rules import RULES

NAME = "ordering"
LABEL = gettext_lazy("Ordering")
ANSWER_TEMPLATE = "types/ordering/answer.html"
REVIEW_TEMPLATE = "types/ordering/review.html"


class Item(Part):
    """One of the things to bring into order."""

    text: Text


class Definition(BaseDefinition):
    """Two to ten items in the right order; ``shown`` lists their ids as this student first sees them."""

    type: Literal["ordering"] = "ordering"
    items: tuple[Item, ...]
    scoring: Literal["adjacent", "absolute", "kendall", "longest_run", "all_or_nothing"] = "adjacent"
    shown: tuple[str, ...] = ()

    @field_validator("items")
    @classmethod
    def items_make_a_question(cls, items: tuple[Item, ...]) -> tuple[Item, ...]:
        """Ask for two to ten different items."""
        if not 2 <= len(items) <= 10:
            raise ValueError(_("Give at least two and at most ten items."))
        check_different([item.text for item in items], _("Two items say the same."))
        return items

    @property
    def key(self) -> list[str]:
        """The ids in the right order."""
        return [item.id for item in self.items]


@dataclass(frozen=True)
class Placed:
    """An item with its place (from 1) as given, 0 if none was, and its place in the key."""

    item: Item
    field: str
    place: int
    key_place: int


def response(definition: Definition, raw: object) -> list[str]:
    """Return the ids in the order given; raise InvalidAnswer unless it is all of them, each once."""
    given = as_list(raw)
    if given and sorted(map(str, given)) != sorted(definition.key):
        raise InvalidAnswer(_("Give every item a place of its own."))
    return given


def from_form(definition: Definition, data: QueryDict) -> list[str]:
    """Read the place of each item; a form without places is no answer."""
    places = {item.id: data.get(field_of(item.id), "") for item in definition.items}
    if not any(places.values()):
        return []
    wanted = [str(place) for place in range(1, len(places) + 1)]
    if sorted(places.values()) != sorted(wanted):
        raise InvalidAnswer(_("Give every item a place of its own."))
    return sorted(places, key=lambda item: int(places[item]))


def to_form(definition: Definition, response: list[str]) -> dict[str, list[str]]:
    """Say the place of each item, "" if none is given."""
    return {
        field_of(item.id): [str(response.index(item.id) + 1) if response else ""] for item in definition.items
    }  # fmt: skip


def mark(definition: Definition, response: list[str]) -> Mark:
    """Mark by the question's rule."""
    if not response:
        return UNANSWERED
    return Mark(RULES[definition.scoring]([definition.key.index(item) for item in response]))


def render(definition: Definition, response: list[str]) -> Mapping[str, Any]:
    """Return the items as they stand on the page, and as the key has them."""
    known = {item.id: item for item in definition.items}
    order = response or definition.shown or tuple(sorted(known))
    placed = [
        Placed(known[item], field_of(item), place if response else 0, definition.key.index(item) + 1)
        for place, item in enumerate(order, 1)
    ]
    places = range(1, len(placed) + 1)
    return {"items": placed, "places": places, "key": definition.items, "hint": _("Bring all of them into order.")}


def lay_down(data: dict[str, Any], draw: Random, *, shuffle: bool) -> dict[str, Any]:
    """Mix the items, whatever the quiz says, and never into the right order."""
    key = [item["id"] for item in data["items"]]
    shown = draw.sample(key, len(key))
    return data | {"shown": shown if shown != key else shown[::-1]}


def solve(definition: Definition) -> list[str]:
    """Return the key."""
    return definition.key


def guess(definition: Definition, draw: Random) -> list[str]:
    """Give any order."""
    return draw.sample(definition.key, len(definition.key))
