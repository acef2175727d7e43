"""What single best answer and multiple response share: options, of which some are keys."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, field_validator

from quizzes.types.base import Definition, InvalidAnswer

LETTERS = "ABCDEFGHIJKL"


class Option(BaseModel):
    """One option; ``fraction`` is its own share of the mark, 0 to 1, where the rule asks for it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    text: str = Field(min_length=1)
    correct: bool = False
    feedback: str = ""
    fraction: Decimal | None = Field(default=None, ge=0, le=1)


class ChoiceDefinition(Definition):
    """A stem with two to twelve options, in the order in which this student sees them."""

    options: tuple[Option, ...]

    @field_validator("options")
    @classmethod
    def options_make_a_question(cls, options: tuple[Option, ...]) -> tuple[Option, ...]:
        """Ask for two to twelve different options and at least one key."""
        if not 2 <= len(options) <= len(LETTERS):
            raise ValueError(_("Give at least two and at most twelve options."))
        if not any(option.correct for option in options):
            raise ValueError(_("Mark the right option: no option is marked as right."))
        if len({option.text.strip().casefold() for option in options}) < len(options):
            raise ValueError(_("Two options say the same."))
        return options

    @property
    def key_ids(self) -> frozenset[str]:
        """The ids of the right options."""
        return frozenset(option.id for option in self.options if option.correct)

    def option(self, option_id: str) -> Option | None:
        """The option with this id, if there is one."""
        return next((option for option in self.options if option.id == option_id), None)


@dataclass(frozen=True)
class ShownOption:
    """An option as a template shows it; ``letter`` is its place on this student's paper."""

    letter: str
    option: Option
    picked: bool


def known_option(definition: ChoiceDefinition, raw: object) -> str:
    """Return an option's id; raise InvalidAnswer for anything else."""
    if not isinstance(raw, str) or definition.option(raw) is None:
        raise InvalidAnswer(_("That is not one of the options."))
    return raw


def shown_options(definition: ChoiceDefinition, picked: Collection[str]) -> dict[str, Any]:
    """Return the options with letters and picks, for a template."""
    return {
        "options": [
            ShownOption(letter, option, option.id in picked)
            for letter, option in zip(LETTERS, definition.options, strict=False)
        ]
    }
