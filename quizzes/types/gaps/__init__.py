"""Gap fill: a text with gaps to type into or to choose for. Response: the text or choice by gap."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any, Literal

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field, ValidationInfo, field_validator

from quizzes.types.base import UNANSWERED, InvalidAnswer, Mark, Part, Text, as_mapping, field_of
from quizzes.types.base import Definition as BaseDefinition
from quizzes.types.wording import LONGEST_ANSWER, Spelling, says

NAME = "gaps"
LABEL = gettext_lazy("Gap fill")
ANSWER_TEMPLATE = "types/gaps/answer.html"
REVIEW_TEMPLATE = "types/gaps/review.html"
GAP = re.compile(r"\[(\d{1,2})\]")
MOST_GAPS = 20


class Gap(Part):
    """What fits into one gap, the model answer first; with ``choices`` it is a menu."""

    answers: tuple[Text, ...] = Field(min_length=1, max_length=20)
    choices: tuple[Text, ...] = Field(default=(), max_length=20)


class Definition(BaseDefinition, Spelling):
    """A text with [1], [2], … where the gaps stand; the gaps are listed in that order."""

    type: Literal["gaps"] = "gaps"
    text: str = Field(min_length=1, max_length=5000)
    gaps: tuple[Gap, ...]
    scoring: Literal["each", "all_or_nothing"] = "each"

    @field_validator("gaps")
    @classmethod
    def gaps_stand_in_the_text(cls, gaps: tuple[Gap, ...], info: ValidationInfo) -> tuple[Gap, ...]:
        """Ask for [1] to [n] in the text, each once, and for menus that offer their answer."""
        numbers = sorted(int(number) for number in GAP.findall(info.data.get("text", "")))
        if not 1 <= len(gaps) <= MOST_GAPS or numbers != list(range(1, len(gaps) + 1)):
            raise ValueError(_("Write [1], [2], … into the text, each once, and list as many gaps."))
        for number, gap in enumerate(gaps, 1):
            if gap.choices and not set(gap.answers) <= set(gap.choices):
                raise ValueError(_("Gap %(number)d: every answer must be one of its choices.") % {"number": number})
        return gaps

    def fits(self, gap: Gap, given: str) -> bool:
        """Whether ``given`` fills the gap; a choice is taken letter by letter."""
        if gap.choices:
            return given in gap.answers
        return any(says(given, answer, self) for answer in gap.answers)


@dataclass(frozen=True)
class Piece:
    """A stretch of the text, or a gap in it with what was given."""

    text: str = ""
    gap: Gap | None = None
    number: int = 0
    field: str = ""
    given: str = ""
    right: bool = False


def response(definition: Definition, raw: object) -> dict[str, str]:
    """Return the fillings by gap, empty ones left out; raise InvalidAnswer for unknown gaps and choices."""
    given = as_mapping(raw)
    if set(given) - {gap.id for gap in definition.gaps}:
        raise InvalidAnswer(_("That is not one of the gaps."))
    return {gap.id: text for gap in definition.gaps if (text := _filling(gap, given.get(gap.id)))}


def _filling(gap: Gap, raw: object) -> str:
    if raw is None:
        return ""
    if not isinstance(raw, str) or len(raw) > LONGEST_ANSWER:
        raise InvalidAnswer(_("Write at most %(most)d characters.") % {"most": LONGEST_ANSWER})
    text = " ".join(raw.replace("\0", "").split())
    if text and gap.choices and text not in gap.choices:
        raise InvalidAnswer(_("That is not one of the choices."))
    return text


def from_form(definition: Definition, data: QueryDict) -> dict[str, str]:
    """Read one field for each gap."""
    return response(definition, {gap.id: data.get(field_of(gap.id), "") for gap in definition.gaps})


def to_form(definition: Definition, response: Mapping[str, str]) -> dict[str, list[str]]:
    """Fill the fields."""
    return {field_of(gap.id): [response.get(gap.id, "")] for gap in definition.gaps}


def mark(definition: Definition, response: Mapping[str, str]) -> Mark:
    """Give 1/n for each gap that is filled rightly, or everything only for all."""
    if not response:
        return UNANSWERED
    right = sum(definition.fits(gap, response[gap.id]) for gap in definition.gaps if gap.id in response)
    share = Fraction(right, len(definition.gaps))
    return Mark(share if definition.scoring == "each" else Fraction(int(share == 1)))


def render(definition: Definition, response: Mapping[str, str]) -> Mapping[str, Any]:
    """Return the text in pieces."""
    return {"pieces": list(pieces(definition, response)), "most": LONGEST_ANSWER}


def pieces(definition: Definition, response: Mapping[str, str]) -> Iterator[Piece]:
    """Give the text and its gaps in order."""
    for place, part in enumerate(GAP.split(definition.text)):
        if place % 2 == 0:
            yield Piece(text=part)
            continue
        gap = definition.gaps[int(part) - 1]
        given = response.get(gap.id, "")
        yield Piece("", gap, int(part), field_of(gap.id), given, bool(given) and definition.fits(gap, given))


def lay_down(data: dict[str, Any], draw: Random, *, shuffle: bool) -> dict[str, Any]:
    """Shuffle the menus."""
    if not shuffle:
        return data
    mixed = [gap | {"choices": draw.sample(gap["choices"], len(gap["choices"]))} for gap in data["gaps"]]
    return data | {"gaps": mixed}


def solve(definition: Definition) -> dict[str, str]:
    """Return the model answers."""
    return {gap.id: gap.answers[0].replace("*", "") or "*" for gap in definition.gaps}


def guess(definition: Definition, draw: Random) -> dict[str, str]:
    """Choose anything, type what hardly fits."""
    return {gap.id: draw.choice(gap.choices or ("something",)) for gap in definition.gaps}
