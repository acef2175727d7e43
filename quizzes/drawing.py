"""Draws: what a quiz asks of the bank by number and kind, and which questions an attempt gets of it.

The questions that may be drawn are the live ones that fit, without those that are on the paper already, on their own
or in one of its cases.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from wagtail import blocks

if TYPE_CHECKING:
    from quizzes.models import Case, Question

BLOCK = "draw"


@dataclass(frozen=True)
class Draw:
    """``number`` questions with any of ``tags``, a key that begins so, one of ``types``, and so on; empty means any."""

    number: int
    tags: tuple[str, ...] = ()
    keys_start: str = ""
    types: tuple[str, ...] = ()
    difficulty: str = ""
    outcome: str = ""

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> "Draw":
        """Read the value of a block."""
        return cls(
            number=value["draw"],
            tags=tuple(value["tags"] or ()),
            keys_start=value["keys_start"] or "",
            types=tuple(value["types"] or ()),
            difficulty=value["difficulty"] or "",
            outcome=value["outcome"] or "",
        )

    def among(self, questions: "QuerySet[Question]") -> "QuerySet[Question]":
        """Return those of ``questions`` that are live and fit, in the order of their keys."""
        fitting = questions.filter(live=True)
        if self.tags:
            fitting = fitting.filter(tagged_items__tag__name__in=self.tags).distinct()
        if self.types:
            fitting = fitting.filter(type__in=self.types)
        if self.difficulty:
            fitting = fitting.filter(difficulty=self.difficulty)
        return fitting.filter(key__startswith=self.keys_start, outcome__icontains=self.outcome).order_by("key")


def draws_in(items: blocks.StreamValue) -> list[Draw]:
    """Return the draws of a quiz's items, in order."""
    return [Draw.of(block.value) for block in items if block.block_type == BLOCK]


def deal(
    candidates: Sequence[Sequence[int]], wanted: Sequence[int], taken: Iterable[int], rng: Random
) -> list[list[int]]:
    """Return for each draw ids out of its candidates, none twice and none of ``taken``; fewer if there are too few.

    The draw with the fewest candidates goes first: a wide one must not use up what a narrow one needs.
    """
    used, dealt = set(taken), [[] for _draw in wanted]  # type: tuple[set[int], list[list[int]]]
    for place in sorted(range(len(wanted)), key=lambda number: len(candidates[number])):
        free = [pk for pk in candidates[place] if pk not in used]
        dealt[place] = rng.sample(free, min(wanted[place], len(free)))
        used.update(dealt[place])
    return dealt


def asked_by(case: "Case") -> Iterator[int]:
    """Give the ids of the bank's questions that a case asks, without fetching them."""
    for stage in case.stages.raw_data:
        for decision in stage["value"]["decision"]:
            if decision["type"] == "question" and decision["value"]:
                yield decision["value"]
