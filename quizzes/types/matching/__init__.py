"""Matching pairs: to each left-hand side the right-hand side that belongs to it. Response: its text by pair."""

from collections.abc import Iterable
from random import Random
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationInfo, field_validator

from quizzes.types.base import Part, Text, shuffled
from quizzes.types.choice import check_different
from quizzes.types.rows import Choice, Row, RowsDefinition, from_form, guess, mark, render, response, solve, to_form

__all__ = ["from_form", "guess", "mark", "render", "response", "solve", "to_form"]

NAME = "matching"
LABEL = gettext_lazy("Matching pairs")
ANSWER_TEMPLATE = "types/rows_answer.html"
REVIEW_TEMPLATE = "types/rows_review.html"


class Pair(Part):
    """What belongs together."""

    left: Text
    right: Text
    feedback: str = ""


class Distractor(Part):
    """A right-hand side that belongs to nothing."""

    text: Text


class Definition(RowsDefinition):
    """Two to twelve pairs; several may share a right-hand side."""

    type: Literal["matching"] = "matching"
    pairs: tuple[Pair, ...]
    distractors: tuple[Distractor, ...] = ()
    scoring: Literal["each", "all_or_nothing"] = "each"

    @field_validator("pairs")
    @classmethod
    def pairs_make_a_question(cls, pairs: tuple[Pair, ...]) -> tuple[Pair, ...]:
        """Ask for two to twelve pairs with different left-hand sides."""
        if not 2 <= len(pairs) <= 12:
            raise ValueError(_("Give at least two and at most twelve pairs."))
        check_different([pair.left for pair in pairs], _("Two pairs begin the same."))
        return pairs

    @field_validator("distractors")
    @classmethod
    def distractors_match_nothing(
        cls, distractors: tuple[Distractor, ...], info: ValidationInfo
    ) -> tuple[Distractor, ...]:
        """Refuse a distractor that is some pair's right-hand side, or stands there twice."""
        rights = {pair.right for pair in info.data.get("pairs", ())}
        check_different(
            [*rights, *(distractor.text for distractor in distractors)],
            _("A distractor stands there twice, or is the right answer of a pair."),
        )
        return distractors

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(Row(pair.id, pair.left, pair.right, pair.feedback) for pair in self.pairs)

    @property
    def choices(self) -> tuple[Choice, ...]:
        return alphabetical([pair.right for pair in self.pairs] + [entry.text for entry in self.distractors])


def alphabetical(texts: Iterable[str]) -> tuple[Choice, ...]:
    """Return texts as choices, each once, in an order that tells nothing."""
    return tuple(Choice(text, text) for text in sorted(set(texts), key=lambda text: (text.casefold(), text)))


def lay_down(data: dict[str, Any], draw: Random, *, shuffle: bool) -> dict[str, Any]:
    """Shuffle the pairs."""
    return shuffled(data, "pairs", draw, shuffle=shuffle)
