"""What every question type has in common: a definition, a response, a mark, and what a template needs to show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

from django.http import QueryDict
from django.utils.functional import Promise
from pydantic import BaseModel, ConfigDict

ZERO = Fraction(0)


class InvalidAnswer(ValueError):
    """An answer that the question does not take; its text is for the student."""


class Definition(BaseModel):
    """The frozen content of a question: HTML texts ready to be shown, and what its type adds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: str
    stem: str
    rationale: str = ""
    references: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class Mark:
    """What one answer earned: ``fraction`` of the marks available, from 0 to 1, exact.

    ``refused`` says that the answer was not one the question takes, such as too many picks.
    """

    fraction: Fraction
    answered: bool = True
    refused: bool = False

    @property
    def right(self) -> bool:
        """Fully right."""
        return self.fraction == 1

    @property
    def partly_right(self) -> bool:
        """More than nothing, less than all."""
        return 0 < self.fraction < 1


UNANSWERED = Mark(ZERO, answered=False)


class QuestionType(Protocol):
    """The shape of a module in ``quizzes.types``; ``quizzes.types.QUESTION_TYPES`` lists them.

    A response is JSON: ``response`` brings what a browser sent into its one canonical form or raises ``InvalidAnswer``;
    an empty one means "not answered". ``mark`` takes a canonical response. ``render`` returns the template's context.
    """

    NAME: str
    LABEL: Promise | str
    Definition: Any
    ANSWER_TEMPLATE: str
    REVIEW_TEMPLATE: str

    def response(self, definition: Any, raw: object) -> Any:
        """Return the canonical response."""

    def response_from_form(self, definition: Any, data: QueryDict) -> Any:
        """Return the canonical response out of a submitted form."""

    def mark(self, definition: Any, response: Any) -> Mark:
        """Mark a canonical response."""

    def render(self, definition: Any, response: Any) -> Mapping[str, Any]:
        """Return what the templates need besides the definition."""
