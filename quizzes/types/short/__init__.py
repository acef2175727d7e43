"""Short answer: a few words of one's own, held against the accepted ones. Response: the text, "" for none.

An answer that fits none of them is wrong, or waits for a marker if the author wants somebody to look at it.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any, Literal

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field, field_validator

from quizzes.types.base import FIELD, PENDING, UNANSWERED, ZERO, InvalidAnswer, Mark, Part, Text
from quizzes.types.base import Definition as BaseDefinition
from quizzes.types.choice import check_different
from quizzes.types.wording import LONGEST_ANSWER, Spelling, says

NAME = "short"
LABEL = gettext_lazy("Short answer")
ANSWER_TEMPLATE = "types/short/answer.html"
REVIEW_TEMPLATE = "types/short/review.html"


class Answer(Part):
    """An accepted answer and what it earns; ``*`` stands for any words."""

    text: Text
    fraction: Decimal = Field(default=Decimal(1), ge=0, le=1)
    feedback: str = ""


class Definition(BaseDefinition, Spelling):
    """One to twenty accepted answers, at least one of which earns everything."""

    type: Literal["short"] = "short"
    answers: tuple[Answer, ...]
    otherwise: Literal["wrong", "marker"] = "wrong"

    @field_validator("answers")
    @classmethod
    def answers_make_a_question(cls, answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
        """Ask for different answers, one of which is fully right."""
        if not 1 <= len(answers) <= 20:
            raise ValueError(_("Give at least one and at most twenty accepted answers."))
        if all(answer.fraction < 1 for answer in answers):
            raise ValueError(_("At least one answer must earn the whole mark."))
        check_different([answer.text for answer in answers], _("Two answers say the same."))
        return answers

    def matched(self, given: str) -> Answer | None:
        """The best-paid accepted answer that ``given`` says."""
        fitting = [answer for answer in self.answers if says(given, answer.text, self)]
        return max(fitting, key=lambda answer: answer.fraction, default=None)


def response(_definition: Definition, raw: object) -> str:
    """Return the text, spaces put in order; raise InvalidAnswer for what is no text or too long a one."""
    if raw is None:
        return ""
    if not isinstance(raw, str) or len(raw) > LONGEST_ANSWER:
        raise InvalidAnswer(_("Write at most %(most)d characters.") % {"most": LONGEST_ANSWER})
    return " ".join(raw.replace("\0", "").split())


def from_form(definition: Definition, data: QueryDict) -> str:
    """Read the field."""
    return response(definition, data.get(FIELD, ""))


def to_form(_definition: Definition, response: str) -> dict[str, list[str]]:
    """Fill the field."""
    return {FIELD: [response]}


def mark(definition: Definition, response: str) -> Mark:
    """Give what the best accepted answer earns; any other earns nothing, or waits for a marker."""
    if not response:
        return UNANSWERED
    found = definition.matched(response)
    if found is None:
        return PENDING if definition.otherwise == "marker" else Mark(ZERO)
    return Mark(Fraction(found.fraction))


def render(definition: Definition, response: str) -> Mapping[str, Any]:
    """Return what was given, the accepted answer it says, and those that earn everything."""
    return {
        "given": response,
        "matched": definition.matched(response) if response else None,
        "keys": [answer.text.replace("*", "…") for answer in definition.answers if answer.fraction == 1],
        "mark": mark(definition, response),
        "field": FIELD,
        "most": LONGEST_ANSWER,
    }


def lay_down(data: dict[str, Any], _draw: Random, *, shuffle: bool) -> dict[str, Any]:
    """There is nothing to shuffle."""
    return data


def solve(definition: Definition) -> str:
    """Return the first answer that earns everything, without its stars."""
    return next(answer.text for answer in definition.answers if answer.fraction == 1).replace("*", "")


def guess(_definition: Definition, draw: Random) -> str:
    """Say something that hardly fits."""
    return draw.choice(["not sure", "something else", "do not know"])
