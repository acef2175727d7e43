"""Single best answer: one option is right. Response: the id of an option, or "" for none."""

from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import Any, Literal

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationInfo, field_validator

from quizzes.types.base import FIELD, UNANSWERED, Mark
from quizzes.types.choice import ChoiceDefinition, Option, known_option, lay_down, shown_options

__all__ = ["lay_down"]

NAME = "sba"
LABEL = gettext_lazy("Single best answer")
ANSWER_TEMPLATE = "types/sba/answer.html"
REVIEW_TEMPLATE = "types/choice_review.html"


class Definition(ChoiceDefinition):
    """Options with exactly one key; under ``fractions`` the others may earn a part of the mark."""

    type: Literal["sba"] = "sba"
    scoring: Literal["dichotomous", "fractions"] = "dichotomous"

    @field_validator("options")
    @classmethod
    def one_key(cls, options: tuple[Option, ...]) -> tuple[Option, ...]:
        """Ask for exactly one key."""
        if sum(option.correct for option in options) > 1:
            raise ValueError(_("A single best answer has exactly one right option."))
        return options

    @field_validator("scoring")
    @classmethod
    def only_the_key_earns_everything(cls, scoring: str, info: ValidationInfo) -> str:
        """Under ``fractions`` the key earns 1 and nothing else does."""
        options = info.data.get("options", ())
        if scoring == "fractions" and any(option.correct != (share(option) == 1) for option in options):
            raise ValueError(_("The right option earns 1, every other option less than 1."))
        return scoring


def share(option: Option) -> Fraction:
    """The part of the mark that an option earns under ``fractions``."""
    if option.fraction is None:
        return Fraction(int(option.correct))
    return Fraction(option.fraction)


def response(definition: Definition, raw: object) -> str:
    """Return the id of the picked option, "" for none; raise InvalidAnswer for anything else."""
    return known_option(definition, raw) if raw else ""


def from_form(definition: Definition, data: QueryDict) -> str:
    """Read the radio buttons."""
    return response(definition, data.get(FIELD, ""))


def to_form(_definition: Definition, response: str) -> dict[str, list[str]]:
    """Check one radio button, or none."""
    return {FIELD: [response] if response else []}


def mark(definition: Definition, response: str) -> Mark:
    """All or nothing, or the option's own share under ``fractions``."""
    picked = definition.option(response)
    if picked is None:
        return UNANSWERED
    return Mark(share(picked) if definition.scoring == "fractions" else Fraction(int(picked.correct)))


def render(definition: Definition, response: str) -> Mapping[str, Any]:
    """Return the lettered options."""
    return shown_options(definition, {response})


def solve(definition: Definition) -> str:
    """Return the key."""
    return min(definition.key_ids)


def guess(definition: Definition, draw: Random) -> str:
    """Pick any option."""
    return draw.choice(definition.options).id
