"""Script concordance: how new information moves a hypothesis. Response: "-2" to "2", "" for none.

The key is a panel of experts who need not agree; their answers set what each answer is worth.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any, Literal

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field, field_validator

from quizzes.types.base import FIELD, UNANSWERED, InvalidAnswer, Mark
from quizzes.types.base import Definition as BaseDefinition

NAME = "concordance"
LABEL = gettext_lazy("Script concordance")
ANSWER_TEMPLATE = "types/concordance/answer.html"
REVIEW_TEMPLATE = "types/concordance/review.html"
SCALE = {
    "-2": gettext_lazy("Much less likely or less fitting"),
    "-1": gettext_lazy("Less"),
    "0": gettext_lazy("Neither more nor less"),
    "1": gettext_lazy("More"),
    "2": gettext_lazy("Much more likely or more fitting"),
}


class Definition(BaseDefinition):
    """A hypothesis, a finding, and how many of the panel chose each of −2, −1, 0, +1, +2."""

    type: Literal["concordance"] = "concordance"
    hypothesis: str = Field(min_length=1, max_length=600)
    finding: str = Field(min_length=1, max_length=600)
    panel: tuple[int, int, int, int, int]
    scoring: Literal["aggregate", "distance", "aggregate_distance"] = "aggregate"

    @field_validator("panel")
    @classmethod
    def somebody_answered(cls, panel: tuple[int, ...]) -> tuple[int, ...]:
        """Ask for counts, at least one of which is not 0."""
        if min(panel) < 0 or not any(panel):
            raise ValueError(_("Say how many of the panel chose each answer; at least one expert must have answered."))
        return panel

    @property
    def votes(self) -> dict[str, int]:
        """The panel's answers by place on the scale."""
        return dict(zip(SCALE, self.panel, strict=True))

    @property
    def modes(self) -> list[str]:
        """The answer that most of the panel gave; several if they tie."""
        return [answer for answer, count in self.votes.items() if count == max(self.panel)]

    def worth(self, answer: str) -> Fraction:
        """What an answer earns.

        ``aggregate``: n(answer)/n(modal answer) (Charlin 2000). ``distance``: 1 − |d|/4, d the steps to the nearest
        mode. ``aggregate_distance``: the product of both.
        """
        share = Fraction(self.votes[answer], max(self.panel))
        near = 1 - Fraction(min(abs(int(answer) - int(mode)) for mode in self.modes), 4)
        return {"aggregate": share, "distance": near, "aggregate_distance": share * near}[self.scoring]


@dataclass(frozen=True)
class Step:
    """One answer of the scale as a template shows it; ``experts`` is how many of the panel gave it."""

    value: str
    number: str
    words: Any
    picked: bool
    experts: int
    modal: bool


def response(_definition: Definition, raw: object) -> str:
    """Return the place on the scale, "" for none; raise InvalidAnswer for anything else."""
    if raw is None or raw == "":
        return ""
    if not isinstance(raw, str) or raw not in SCALE:
        raise InvalidAnswer(_("That is not on the scale."))
    return raw


def from_form(definition: Definition, data: QueryDict) -> str:
    """Read the radio buttons."""
    return response(definition, data.get(FIELD, ""))


def to_form(_definition: Definition, response: str) -> dict[str, list[str]]:
    """Check one radio button, or none."""
    return {FIELD: [response] if response else []}


def mark(definition: Definition, response: str) -> Mark:
    """Give what the panel makes of the answer."""
    return Mark(definition.worth(response)) if response else UNANSWERED


def render(definition: Definition, response: str) -> Mapping[str, Any]:
    """Return the scale with what was chosen and how the panel answered."""
    scale = [
        Step(value, _signed(int(value)), words, value == response, definition.votes[value], value in definition.modes)
        for value, words in SCALE.items()
    ]
    return {"scale": scale, "panel_size": sum(definition.panel)}


def _signed(number: int) -> str:
    return f"+{number}" if number > 0 else str(number).replace("-", "\N{MINUS SIGN}")


def lay_down(data: dict[str, Any], _draw: Random, *, shuffle: bool) -> dict[str, Any]:
    """A scale keeps its order."""
    return data


def solve(definition: Definition) -> str:
    """Return the modal answer."""
    return definition.modes[0]


def guess(_definition: Definition, draw: Random) -> str:
    """Choose any."""
    return draw.choice(list(SCALE))
