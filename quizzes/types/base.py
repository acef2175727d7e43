"""What every question type has in common: a definition, a response, a mark, and what a template needs to show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Annotated, Any, Protocol

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field

ZERO = Fraction(0)
#: A text of one line or two, as options, pairs and statements have it: plain, not HTML.
Text = Annotated[str, Field(min_length=1, max_length=300)]


class InvalidAnswer(ValueError):
    """An answer that the question does not take; its text is for the student."""


class Part(BaseModel):
    """One of the things that a definition lists: an option, a statement, a pair. Known by its id through every edit."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True, str_strip_whitespace=True)

    id: str


class Definition(BaseModel):
    """The frozen content of a question: HTML texts ready to be shown, and what its type adds."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    type: str
    stem: str
    rationale: str = ""
    references: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class Mark:
    """What one answer earned: ``fraction`` of the marks available, from 0 to 1, exact.

    ``refused`` says that the answer was not one the question takes, such as too many picks. ``pending`` says that
    people decide; until they have, the fraction is 0.
    """

    fraction: Fraction
    answered: bool = True
    refused: bool = False
    pending: bool = False

    @property
    def right(self) -> bool:
        """Fully right."""
        return self.fraction == 1

    @property
    def partly_right(self) -> bool:
        """More than nothing, less than all."""
        return 0 < self.fraction < 1


UNANSWERED = Mark(ZERO, answered=False)
PENDING = Mark(ZERO, pending=True)
#: What a form calls an answer: the field itself, or one field for each part of it.
FIELD = "answer"


class QuestionType(Protocol):
    """The shape of a folder in ``quizzes.types``; ``quizzes.types.QUESTION_TYPES`` lists them.

    A response is JSON: ``response`` brings what was given into its one canonical form or raises ``InvalidAnswer``; an
    empty one means "not answered". ``from_form`` reads it out of fields named ``answer`` or ``answer-<part>``, and
    ``to_form`` is its inverse. ``mark`` takes a canonical response and is pure; ``render`` gives a template's context.
    """

    NAME: str
    LABEL: Promise | str
    Definition: Any
    ANSWER_TEMPLATE: str
    REVIEW_TEMPLATE: str

    def response(self, definition: Any, raw: object) -> Any:
        """Return the canonical response."""

    def from_form(self, definition: Any, data: QueryDict) -> Any:
        """Return the canonical response out of a submitted form."""

    def to_form(self, definition: Any, response: Any) -> dict[str, list[str]]:
        """Return the fields of the form, with their values, that say this response."""

    def mark(self, definition: Any, response: Any) -> Mark:
        """Mark a canonical response."""

    def render(self, definition: Any, response: Any) -> Mapping[str, Any]:
        """Return what the templates need besides the definition."""

    def lay_down(self, data: dict[str, Any], draw: Random, *, shuffle: bool) -> dict[str, Any]:
        """Return the definition's data as one student sees them, in an order that ``draw`` decides."""

    def solve(self, definition: Any) -> Any:
        """Return a response that earns everything."""

    def guess(self, definition: Any, draw: Random) -> Any:
        """Return a response such as somebody might give who does not know."""


def as_mapping(raw: object) -> Mapping[Any, Any]:
    """Return a response's parts; nothing is an empty mapping, anything else raises InvalidAnswer."""
    if raw is None or raw == "":
        return {}
    if not isinstance(raw, Mapping):
        raise InvalidAnswer(_("That answer does not fit the question."))
    return raw


def as_list(raw: object) -> list[Any]:
    """Return a response's entries; nothing is an empty list, anything else raises InvalidAnswer."""
    if raw is None or raw == "":
        return []
    if not isinstance(raw, list | tuple):
        raise InvalidAnswer(_("That answer does not fit the question."))
    return list(raw)


def field_of(part: str) -> str:
    """Return the name of the form field for one part of an answer."""
    return f"{FIELD}-{part}"


def shuffled(data: dict[str, Any], name: str, draw: Random, *, shuffle: bool) -> dict[str, Any]:
    """Return ``data`` with the list ``name`` in drawn order, if it is to be shuffled."""
    return data | {name: draw.sample(data[name], len(data[name]))} if shuffle else data
