"""What types with options share: options, of which some are keys."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from pydantic import Field, field_validator

from quizzes.types.base import Definition, InvalidAnswer, Part, Text, shuffled

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MOST_OPTIONS = 12


class Option(Part):
    """One option; ``fraction`` is its own share of the mark, 0 to 1, where the rule asks for it."""

    text: Text
    correct: bool = False
    feedback: str = ""
    fraction: Decimal | None = Field(default=None, ge=0, le=1)


class Options:
    """What can be asked of whatever has ``options``."""

    if TYPE_CHECKING:

        @property
        def options(self) -> Sequence[Any]: ...

    @property
    def key_ids(self) -> frozenset[str]:
        """The ids of the right options."""
        return frozenset(option.id for option in self.options if option.correct)

    def option(self, option_id: object) -> Any:
        """The option with this id, ``None`` if there is none."""
        return next((option for option in self.options if option.id == option_id), None)


class ChoiceDefinition(Definition, Options):
    """A stem with two to twelve options, in the order in which this student sees them."""

    options: tuple[Option, ...]

    @field_validator("options")
    @classmethod
    def options_make_a_question(cls, options: tuple[Option, ...]) -> tuple[Option, ...]:
        """Ask for two to twelve different options and at least one key."""
        if not 2 <= len(options) <= MOST_OPTIONS:
            raise ValueError(_("Give at least two and at most twelve options."))
        check_options(options)
        return options


def check_options(options: Sequence[Option]) -> None:
    """Raise ValueError unless one is right and no two say the same."""
    if not any(option.correct for option in options):
        raise ValueError(_("Mark the right option: no option is marked as right."))
    check_different([option.text for option in options], _("Two options say the same."))


def check_different(texts: Collection[str], complaint: str) -> None:
    """Raise ValueError with ``complaint`` if two texts are the same but for case and space."""
    if len({" ".join(text.split()).casefold() for text in texts}) < len(texts):
        raise ValueError(complaint)


@dataclass(frozen=True)
class ShownOption:
    """An option as a template shows it; ``letter`` is its place on this student's paper."""

    letter: str
    option: Option
    picked: bool


def known_option(definition: Options, raw: object) -> str:
    """Return an option's id; raise InvalidAnswer for anything else."""
    if not isinstance(raw, str) or definition.option(raw) is None:
        raise InvalidAnswer(_("That is not one of the options."))
    return raw


def shown_options(definition: Options, picked: Collection[str]) -> dict[str, Any]:
    """Return the options with letters and picks, for a template."""
    return {
        "options": [
            ShownOption(letter, option, option.id in picked)
            for letter, option in zip(LETTERS, definition.options, strict=False)
        ]
    }


def lay_down(data: dict[str, Any], draw: Random, *, shuffle: bool) -> dict[str, Any]:
    """Shuffle the options."""
    return shuffled(data, "options", draw, shuffle=shuffle)
