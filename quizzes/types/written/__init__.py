"""Written answer: an essay or a SOAP note, marked by people against a rubric. Response: plain text, "" for none."""

import re
from collections.abc import Mapping
from random import Random
from typing import Any, Literal, Self

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from pydantic import Field, model_validator

from quizzes.types.base import FIELD, PENDING, UNANSWERED, InvalidAnswer, Mark
from quizzes.types.rubric import MarkedByPeople

NAME = "written"
LABEL = gettext_lazy("Written answer")
ANSWER_TEMPLATE = "types/written/answer.html"
REVIEW_TEMPLATE = "types/written/review.html"

LONGEST_TEXT = 20_000
EXAMPLE = "S: the neck is stiff.\n\nO: a taut band.\n\nA: active trigger point.\n\nP: press, stretch, re-test."
#: Control characters, and halves of pairs that no database takes.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class Definition(MarkedByPeople):
    """A text to write. The numbers of words are advice to the student: a longer text is kept and marked."""

    type: Literal["written"] = "written"
    words_least: int | None = Field(default=None, ge=1, le=5000)
    words_most: int | None = Field(default=None, ge=1, le=5000)

    @model_validator(mode="after")
    def limits_leave_room(self) -> Self:
        """Ask for limits that some text can keep."""
        if self.words_least and self.words_most and self.words_least > self.words_most:
            raise ValueError(_("The least number of words is above the most."))
        return self


def response(_definition: Definition, raw: object) -> str:
    """Return the text with its paragraphs; raise InvalidAnswer for what is no text or too long a one."""
    if raw is None:
        return ""
    if not isinstance(raw, str):
        raise InvalidAnswer(_("That answer does not fit the question."))
    text = UNPRINTABLE.sub("", raw.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(text) > LONGEST_TEXT:
        raise InvalidAnswer(_("Write at most %(most)d characters.") % {"most": LONGEST_TEXT})
    return text


def from_form(definition: Definition, data: QueryDict) -> str:
    """Read the field."""
    return response(definition, data.get(FIELD, ""))


def to_form(_definition: Definition, response: str) -> dict[str, list[str]]:
    """Fill the field."""
    return {FIELD: [response]}


def mark(_definition: Definition, response: str) -> Mark:
    """Leave it to people; nothing earns nothing."""
    return PENDING if response else UNANSWERED


def render(definition: Definition, response: str) -> Mapping[str, Any]:
    """Return the text, its length and the limits in words."""
    return {
        "given": response,
        "words": len(response.split()),
        "hint": asked_length(definition.words_least, definition.words_most),
        "field": FIELD,
        "most": LONGEST_TEXT,
    }


def asked_length(least: int | None, most: int | None) -> str:
    """Say how much is asked for; "" where nothing is said."""
    if least and most:
        return _("Write %(least)d to %(most)d words.") % {"least": least, "most": most}
    if most:
        return ngettext("Write at most %(n)d word.", "Write at most %(n)d words.", most) % {"n": most}
    return ngettext("Write at least %(n)d word.", "Write at least %(n)d words.", least) % {"n": least} if least else ""


def lay_down(data: dict[str, Any], _draw: Random, *, shuffle: bool) -> dict[str, Any]:
    """There is nothing to shuffle."""
    return data


def solve(_definition: Definition) -> str:
    """Return a text of the right kind; only people can say what it earns."""
    return EXAMPLE


def guess(_definition: Definition, draw: Random) -> str:
    """Write something."""
    return draw.choice(["Not sure.", "First paragraph.\n\nSecond paragraph."])
