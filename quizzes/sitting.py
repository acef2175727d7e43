"""The page of one decision: what the student sees of the paper, and never what is not revealed yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from quizzes.blocks import VIGNETTE_PARTS
from quizzes.models import Attempt, Response
from quizzes.paper import Decision, Item, Patient
from quizzes.showing import show

PART_LABELS = dict(VIGNETTE_PARTS)


@dataclass(frozen=True)
class MapEntry:
    """One decision on the map of the paper: ``state`` is answered, open, locked, hidden or, off the route, skipped."""

    item: int
    state: str
    flagged: bool
    current: bool
    of_case: bool


@dataclass(frozen=True)
class StageSoFar:
    """What an earlier stage of the case brought to light."""

    decision: Decision
    parts: list[tuple[Any, str]]


class Sitting:
    """A running attempt, its paper and its responses, read together."""

    def __init__(self, attempt: Attempt, responses: Iterable[Response]) -> None:
        self.attempt = attempt
        self.paper = attempt.frozen_paper
        self.responses = {response.item: response for response in responses}
        self.places = {decision.item: (item, decision) for item, decision in self.paper.decisions}

    def is_visible(self, item: int) -> bool:
        """Whether the decision is on the paper and in view."""
        return item in self.responses and self.responses[item].revealed

    def first_open(self) -> int:
        """The first visible decision without an answer, or the first of all."""
        return next((r.item for r in self.responses.values() if r.revealed and not r.answered), 1)

    def after(self, item: int) -> int | None:
        """The next visible decision."""
        return next((number for number in sorted(self.responses) if number > item and self.is_visible(number)), None)

    def before(self, item: int) -> int | None:
        """The visible decision before."""
        return next(
            (number for number in sorted(self.responses, reverse=True) if number < item and self.is_visible(number)),
            None,
        )

    def unanswered(self) -> list[MapEntry]:
        """What would be handed in without an answer."""
        return [entry for entry in self.map() if entry.state in {"open", "hidden"}]

    def map(self, current: int | None = None) -> list[MapEntry]:
        """The map of the paper."""
        return [
            MapEntry(
                item=item,
                state="skipped" if self._is_skipped(item) else _state(response),
                flagged=item in self.attempt.flagged,
                current=item == current,
                of_case=self.places[item][0].kind == "case",
            )
            for item, response in sorted(self.responses.items())
        ]

    def _is_skipped(self, item: int) -> bool:
        """A hidden stage that the answers have led past: a later one is in view, or the case is over."""
        if self.responses[item].revealed:
            return False
        stages = [self.responses[stage.item] for stage in self.places[item][0].decisions]
        seen = [stage for stage in stages if stage.revealed]
        return max(stage.item for stage in seen) > item or all(stage.locked_at for stage in seen)

    def page(self, number: int) -> dict[str, Any]:
        """Return the context of a decision's page; its number must be visible."""
        item, decision = self.places[number]
        response = self.responses[number]
        return {
            "number": number,
            "total": len(self.responses),
            "item": item,
            "decision": decision,
            "response": response,
            "next_sequence": response.sequence + 1,
            "shown": show(response.definition, response.answer),
            "flagged": number in self.attempt.flagged,
            "map": self.map(number),
            "has_case": any(entry.kind == "case" for entry in self.paper.items),
            "previous": self.before(number),
            "next": self.after(number),
            "has_next_stage": item.decisions[-1] is not decision,
        } | (self._case(item, item.patient, decision) if item.patient else {})

    def _case(self, item: Item, patient: Patient, decision: Decision) -> dict[str, Any]:
        stages = item.decisions
        place = stages.index(decision)
        later = {part for stage in stages for part in stage.reveals}
        seen = [stage for stage in stages[: place + 1] if self.responses[stage.item].revealed]
        return {
            "patient": patient,
            "stage_number": len(seen),
            "stage_total": sum(not self._is_skipped(stage.item) for stage in stages),
            "from_the_start": _parts(patient.vignette, [name for name in PART_LABELS if name not in later]),
            "earlier": [StageSoFar(stage, _parts(patient.vignette, stage.reveals)) for stage in seen[:-1]],
            "revealed_now": _parts(patient.vignette, decision.reveals),
        }


def _parts(vignette: dict[str, str], names: Sequence[str]) -> list[tuple[Any, str]]:
    return [(PART_LABELS[name], vignette[name]) for name in names if name in vignette]


def _state(response: Response) -> str:
    if not response.revealed:
        return "hidden"
    if response.locked_at:
        return "locked"
    return "answered" if response.answered else "open"
