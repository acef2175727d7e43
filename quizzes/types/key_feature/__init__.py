"""Key feature: the few things that matter, from a menu or written in. Response: option ids, or texts for write-ins.

Each key earns 1/k; more than is allowed, or a harmful choice, earns nothing (Page & Bordage 1995).
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Any, Literal

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field, ValidationInfo, field_validator

from quizzes.types.base import FIELD, UNANSWERED, ZERO, InvalidAnswer, Mark, Text, as_list, field_of
from quizzes.types.choice import ChoiceDefinition, Option, check_options, known_option, lay_down, shown_options
from quizzes.types.wording import LONGEST_ANSWER, Spelling, says

__all__ = ["lay_down"]

NAME = "key_feature"
LABEL = gettext_lazy("Key feature")
ANSWER_TEMPLATE = "types/key_feature/answer.html"
REVIEW_TEMPLATE = "types/key_feature/review.html"
MOST_FEATURES = 25
SPELLING = Spelling(slips=1)


class Feature(Option):
    """An option; ``also`` lists other wordings of it for write-ins, ``harmful`` loses the question."""

    fraction: None = None
    harmful: bool = False
    also: tuple[Text, ...] = ()

    def is_said_by(self, text: str) -> bool:
        """Whether a write-in means this."""
        return any(says(text, wording, SPELLING) for wording in (self.text, *self.also))


class Definition(ChoiceDefinition):
    """A menu of two to twenty-five options, or a few lines to write in that are held against them."""

    type: Literal["key_feature"] = "key_feature"
    options: tuple[Feature, ...]
    format: Literal["menu", "write_in"] = "menu"
    max_picks: int = Field(ge=1, le=10)

    @field_validator("options")
    @classmethod
    def options_make_a_question(cls, options: tuple[Feature, ...]) -> tuple[Feature, ...]:  # type: ignore[override]
        """Ask for different options, one of them right, none both right and harmful."""
        if not 2 <= len(options) <= MOST_FEATURES:
            raise ValueError(_("Give at least two and at most twenty-five options."))
        check_options(options)
        if any(option.correct and option.harmful for option in options):
            raise ValueError(_("An option cannot be right and harmful."))
        return options

    @field_validator("max_picks")
    @classmethod
    def picks_leave_room_for_the_keys(cls, most: int, info: ValidationInfo) -> int:
        """Refuse a limit under which nobody can be right."""
        if most < sum(option.correct for option in info.data.get("options", ())):
            raise ValueError(_("Allow at least as many choices as there are right options."))
        return most

    def meant(self, response: Sequence[str]) -> list[Feature | None]:
        """What each pick or write-in means; ``None`` is nothing of the list."""
        if self.format == "menu":
            return [self.option(picked) for picked in response]
        return [next((option for option in self.options if option.is_said_by(text)), None) for text in response]


def response(definition: Definition, raw: object) -> list[str]:
    """Return picks in the paper's order, or write-ins as they come; raise InvalidAnswer for too many."""
    given = as_list(raw)
    if definition.format == "menu":
        picked = {known_option(definition, entry) for entry in given}
        given = [option.id for option in definition.options if option.id in picked]
    else:
        given = [text for entry in given if (text := _line(entry))]
    if len(given) > definition.max_picks:
        raise InvalidAnswer(_("Give at most %(most)d: more would earn nothing.") % {"most": definition.max_picks})
    return given


def _line(raw: object) -> str:
    if not isinstance(raw, str) or len(raw) > LONGEST_ANSWER:
        raise InvalidAnswer(_("Write at most %(most)d characters.") % {"most": LONGEST_ANSWER})
    return " ".join(raw.replace("\0", "").split())


def fields(definition: Definition) -> list[str]:
    """The names of the lines to write in."""
    return [field_of(str(number)) for number in range(1, definition.max_picks + 1)]


def from_form(definition: Definition, data: QueryDict) -> list[str]:
    """Read the checkboxes, or the lines."""
    if definition.format == "menu":
        return response(definition, data.getlist(FIELD))
    return response(definition, [data.get(name, "") for name in fields(definition)])


def to_form(definition: Definition, response: list[str]) -> dict[str, list[str]]:
    """Tick the boxes, or fill the lines."""
    if definition.format == "menu":
        return {FIELD: response}
    blank = [""] * (definition.max_picks - len(response))
    return {name: [text] for name, text in zip(fields(definition), [*response, *blank], strict=True)}


def mark(definition: Definition, response: list[str]) -> Mark:
    """Give 1/k for each key that is named, nothing after a harmful choice or too many."""
    if not response:
        return UNANSWERED
    meant = [option for option in definition.meant(response) if option]
    if len(response) > definition.max_picks or any(option.harmful for option in meant):
        return Mark(ZERO)
    named = {option.id for option in meant} & definition.key_ids
    return Mark(Fraction(len(named), len(definition.key_ids)))


def render(definition: Definition, response: list[str]) -> Mapping[str, Any]:
    """Return the options, or the lines with what each was taken to mean."""
    meant = list(zip(response, definition.meant(response), strict=True))
    picked = {option.id for _text, option in meant if option}
    lines = to_form(definition, response) if definition.format == "write_in" else {}
    return shown_options(definition, picked) | {
        "cap": definition.max_picks,
        "hint": _("Give at most %(most)d: more would earn nothing.") % {"most": definition.max_picks},
        "lines": [(name, values[0]) for name, values in lines.items()],
        "meant": meant,
        "most": LONGEST_ANSWER,
    }


def solve(definition: Definition) -> list[str]:
    """Return the keys, or their words."""
    keys = [option for option in definition.options if option.correct]
    return [option.id if definition.format == "menu" else option.text for option in keys]


def guess(definition: Definition, draw: Random) -> list[str]:
    """Choose any, as many as are allowed."""
    count = min(definition.max_picks, len(definition.options))
    picked = draw.sample(definition.options, count)
    return response(definition, [option.id if definition.format == "menu" else option.text for option in picked])
