"""Multiple response: pick several. Response: the ids of the picked options, in the paper's order."""

from collections.abc import Mapping
from random import Random
from typing import Any, Literal

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from pydantic import Field, ValidationInfo, field_validator

from quizzes.types.base import FIELD, UNANSWERED, ZERO, InvalidAnswer, Mark, as_list
from quizzes.types.choice import ChoiceDefinition, known_option, lay_down, shown_options
from quizzes.types.multiple.rules import CAPPED_RULES, RULES

__all__ = ["lay_down"]

NAME = "multiple"
LABEL = gettext_lazy("Multiple response")
ANSWER_TEMPLATE = "types/multiple/answer.html"
REVIEW_TEMPLATE = "types/choice_review.html"


class Definition(ChoiceDefinition):
    """Options with one or more keys; ``max_picks`` caps the picks, empty means as the rule needs it."""

    type: Literal["multiple"] = "multiple"
    scoring: Literal["ps1m", "all_or_nothing", "ps50", "right_minus_wrong", "ripkey", "ou"] = "ps1m"
    max_picks: int | None = Field(default=None, ge=1)

    @field_validator("max_picks")
    @classmethod
    def picks_leave_room_for_the_keys(cls, cap: int | None, info: ValidationInfo) -> int | None:
        """Refuse a cap under which nobody can be right."""
        options = info.data.get("options", ())
        if cap is not None and not sum(option.correct for option in options) <= cap <= len(options):
            raise ValueError(
                _("Allow at least as many picks as there are right options, and no more than there are options.")
            )
        return cap

    @property
    def cap(self) -> int | None:
        """How many options may be picked; ``None`` is no limit."""
        if self.max_picks is not None:
            return self.max_picks
        return len(self.key_ids) if self.scoring in CAPPED_RULES else None


def response(definition: Definition, raw: object) -> list[str]:
    """Return the picked ids in the paper's order; raise InvalidAnswer for unknown options and for too many."""
    picked = {known_option(definition, entry) for entry in as_list(raw)}
    if definition.cap is not None and len(picked) > definition.cap:
        raise InvalidAnswer(
            ngettext("Choose at most %(n)d option.", "Choose at most %(n)d options.", definition.cap)
            % {"n": definition.cap}
        )
    return [option.id for option in definition.options if option.id in picked]


def from_form(definition: Definition, data: QueryDict) -> list[str]:
    """Read the checkboxes."""
    return response(definition, [picked for picked in data.getlist(FIELD) if picked])


def to_form(_definition: Definition, response: list[str]) -> dict[str, list[str]]:
    """Tick the picked ones."""
    return {FIELD: response}


def mark(definition: Definition, response: list[str]) -> Mark:
    """Mark by the question's rule; more picks than the cap earn nothing."""
    picked = set(response)
    if not picked:
        return UNANSWERED
    if definition.cap is not None and len(picked) > definition.cap:
        return Mark(ZERO, refused=True)
    right = len(picked & definition.key_ids)
    return Mark(RULES[definition.scoring](len(definition.key_ids), right, len(picked) - right))


def render(definition: Definition, response: list[str]) -> Mapping[str, Any]:
    """Return the lettered options, the cap and what to do."""
    cap = definition.cap
    hint = ngettext("Choose one.", "Choose up to %(n)d.", cap) % {"n": cap} if cap else _("Choose all that apply.")
    return shown_options(definition, set(response)) | {"cap": cap, "hint": hint}


def solve(definition: Definition) -> list[str]:
    """Return the keys."""
    return [option.id for option in definition.options if option.correct]


def guess(definition: Definition, draw: Random) -> list[str]:
    """Pick as many as one would, whichever."""
    count = definition.cap or draw.randint(1, len(definition.options))
    return response(definition, [option.id for option in draw.sample(definition.options, count)])
