"""Extended matching: one of many options for each stem. Response: an option's id by stem."""

from functools import cached_property
from random import Random
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationInfo, field_validator

from quizzes.types.base import Part, Text, shuffled
from quizzes.types.choice import check_different
from quizzes.types.rows import Choice, Row, RowsDefinition, from_form, guess, mark, render, response, solve, to_form

__all__ = ["from_form", "guess", "mark", "render", "response", "solve", "to_form"]

NAME = "extended"
LABEL = gettext_lazy("Extended matching")
ANSWER_TEMPLATE = "types/extended/answer.html"
REVIEW_TEMPLATE = "types/rows_review.html"


class ExtendedOption(Part):
    """One of the options that all stems share."""

    text: Text


class ItemStem(Part):
    """One stem of the set; ``answer`` is the text of the option that is right."""

    text: Text
    answer: Text
    feedback: str = ""


class Definition(RowsDefinition):
    """Six to twenty options, one to ten stems; an option may serve several stems or none."""

    type: Literal["extended"] = "extended"
    options: tuple[ExtendedOption, ...]
    stems: tuple[ItemStem, ...]
    scoring: Literal["each", "all_or_nothing"] = "each"

    @field_validator("options")
    @classmethod
    def options_are_many(cls, options: tuple[ExtendedOption, ...]) -> tuple[ExtendedOption, ...]:
        """Ask for six to twenty different options."""
        if not 6 <= len(options) <= 20:
            raise ValueError(_("Give at least six and at most twenty options."))
        check_different([option.text for option in options], _("Two options say the same."))
        return options

    @field_validator("stems")
    @classmethod
    def stems_have_their_answer(cls, stems: tuple[ItemStem, ...], info: ValidationInfo) -> tuple[ItemStem, ...]:
        """Ask for one to ten stems, each of which names an option."""
        if not 1 <= len(stems) <= 10:
            raise ValueError(_("Give at least one and at most ten stems."))
        texts = {option.text for option in info.data.get("options", ())}
        if texts and (strange := [stem.answer for stem in stems if stem.answer not in texts]):
            raise ValueError(_("This answer is not one of the options: “%(answer)s”.") % {"answer": strange[0]})
        return stems

    @cached_property
    def ids(self) -> dict[str, str]:
        """The options' ids by text."""
        return {option.text: option.id for option in self.options}

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(Row(stem.id, stem.text, self.ids[stem.answer], stem.feedback) for stem in self.stems)

    @property
    def choices(self) -> tuple[Choice, ...]:
        return tuple(Choice(option.id, option.text) for option in self.options)


def lay_down(data: dict[str, Any], draw: Random, *, shuffle: bool) -> dict[str, Any]:
    """Shuffle the stems; the options keep their order, in which one looks them up."""
    return shuffled(data, "stems", draw, shuffle=shuffle)
