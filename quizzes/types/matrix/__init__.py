"""True/false matrix: a judgement on each statement. Response: "true" or "false" by statement; blank is not "false"."""

from random import Random
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from pydantic import ValidationInfo, field_validator

from quizzes.types.base import Part, Text, shuffled
from quizzes.types.choice import check_different
from quizzes.types.rows import Choice, Row, RowsDefinition, from_form, guess, mark, render, response, solve, to_form

__all__ = ["from_form", "guess", "mark", "render", "response", "solve", "to_form"]

NAME = "matrix"
LABEL = gettext_lazy("True or false matrix")
ANSWER_TEMPLATE = "types/matrix/answer.html"
REVIEW_TEMPLATE = "types/rows_review.html"
KPRIM_STATEMENTS = 4


class Statement(Part):
    """A statement, and whether it is true."""

    text: Text
    is_true: bool = False
    feedback: str = ""


class Definition(RowsDefinition):
    """Two to twelve statements; Kprim takes exactly four."""

    type: Literal["matrix"] = "matrix"
    statements: tuple[Statement, ...]
    scoring: Literal["each", "kprim", "all_or_nothing"] = "each"

    @field_validator("statements")
    @classmethod
    def statements_make_a_question(cls, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
        """Ask for two to twelve different statements."""
        if not 2 <= len(statements) <= 12:
            raise ValueError(_("Give at least two and at most twelve statements."))
        check_different([statement.text for statement in statements], _("Two statements say the same."))
        return statements

    @field_validator("scoring")
    @classmethod
    def kprim_has_four(cls, scoring: str, info: ValidationInfo) -> str:
        """Kprim is defined for four statements only."""
        if scoring == "kprim" and len(info.data.get("statements", ())) != KPRIM_STATEMENTS:
            raise ValueError(_("Kprim takes exactly four statements."))
        return scoring

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(Row(s.id, s.text, str(s.is_true).lower(), s.feedback) for s in self.statements)

    @property
    def choices(self) -> tuple[Choice, ...]:
        return Choice("true", pgettext("a statement", "True")), Choice("false", pgettext("a statement", "False"))


def lay_down(data: dict[str, Any], draw: Random, *, shuffle: bool) -> dict[str, Any]:
    """Shuffle the statements."""
    return shuffled(data, "statements", draw, shuffle=shuffle)
