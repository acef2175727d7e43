"""What types share that ask for one choice in each of several rows: statements, stems, left-hand sides.

A response is a mapping from a row's id to the value chosen there; a row without an entry is blank, and earns nothing.
"""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from quizzes.types.base import UNANSWERED, Definition, InvalidAnswer, Mark, as_mapping, field_of


@dataclass(frozen=True)
class Row:
    """One row; ``key`` is the value of the right choice."""

    id: str
    text: str
    key: str
    feedback: str = ""


@dataclass(frozen=True)
class Choice:
    """One of the choices that every row offers."""

    value: str
    text: str


@dataclass(frozen=True)
class ShownRow:
    """A row as a template shows it, with what was chosen and what is right."""

    row: Row
    field: str
    given: str
    given_text: str
    key_text: str

    @property
    def right(self) -> bool:
        """Whether the choice is the key."""
        return self.given == self.row.key


def each(n: int, right: int) -> Fraction:
    """1/n for each right row."""
    return Fraction(right, n)


def all_or_nothing(n: int, right: int) -> Fraction:
    """1 if all rows are right, else 0."""
    return Fraction(int(right == n))


def kprim(n: int, right: int) -> Fraction:
    """1 if all four are right, a half for three, else 0 (Krebs 1997)."""
    return Fraction(max(right - n + 2, 0), 2)


RULES: dict[str, Callable[[int, int], Fraction]] = {rule.__name__: rule for rule in (each, all_or_nothing, kprim)}


class RowsDefinition(Definition):
    """Base of the definitions whose answer is one choice a row."""

    if TYPE_CHECKING:
        scoring: str

    @property
    @abstractmethod
    def rows(self) -> tuple[Row, ...]:
        """The rows in this student's order."""

    @property
    @abstractmethod
    def choices(self) -> tuple[Choice, ...]:
        """What every row offers."""


def response(definition: RowsDefinition, raw: object) -> dict[str, str]:
    """Return the choices by row, blanks left out; raise InvalidAnswer for unknown rows and choices."""
    given = as_mapping(raw)
    if set(given) - {row.id for row in definition.rows}:
        raise InvalidAnswer(_("That is not one of the rows."))
    chosen = {row.id: given[row.id] for row in definition.rows if given.get(row.id)}
    values = [choice.value for choice in definition.choices]
    if any(value not in values for value in chosen.values()):
        raise InvalidAnswer(_("That is not one of the choices."))
    return chosen


def from_form(definition: RowsDefinition, data: QueryDict) -> dict[str, str]:
    """Read one field for each row."""
    return response(definition, {row.id: data.get(field_of(row.id), "") for row in definition.rows})


def to_form(definition: RowsDefinition, response: Mapping[str, str]) -> dict[str, list[str]]:
    """Say the choice of every row, "" for a blank."""
    return {field_of(row.id): [response.get(row.id, "")] for row in definition.rows}


def mark(definition: RowsDefinition, response: Mapping[str, str]) -> Mark:
    """Mark by the question's rule."""
    if not response:
        return UNANSWERED
    right = sum(response.get(row.id) == row.key for row in definition.rows)
    return Mark(RULES[definition.scoring](len(definition.rows), right))


def render(definition: RowsDefinition, response: Mapping[str, str]) -> Mapping[str, Any]:
    """Return the rows with their fields, and the choices."""
    words = {choice.value: choice.text for choice in definition.choices}
    shown = [
        ShownRow(row, field_of(row.id), given, words.get(given, ""), words[row.key])
        for row in definition.rows
        for given in [response.get(row.id, "")]
    ]
    return {"rows": shown, "choices": definition.choices}


def solve(definition: RowsDefinition) -> dict[str, str]:
    """Return the key of every row."""
    return {row.id: row.key for row in definition.rows}


def guess(definition: RowsDefinition, draw: Random) -> dict[str, str]:
    """Choose anything in every row."""
    return {row.id: draw.choice(definition.choices).value for row in definition.rows}
