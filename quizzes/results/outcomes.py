"""Marks by learning outcome, the weakest first. Without a database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from quizzes.results.shapes import Results


@dataclass(frozen=True)
class OutcomeMarks:
    """What was earned of the marks ``available`` for one outcome, in ``answers`` decisions; a failed case earns 0."""

    name: str
    earned: float
    available: float
    answers: int

    @property
    def share(self) -> float:
        """The part that was earned, 0 to 1."""
        return self.earned / self.available if self.available else 0.0

    @property
    def is_weak(self) -> bool:
        """Something of it is still to be learned; thirds add up to a little less than one."""
        return self.share < 1 - 1e-6


Part = tuple[str, float, float, int]


def outcome_name(definition: Mapping[str, Any], case_title: str) -> str:
    """Return under what a decision counts: its own outcome, else its case, else what names none."""
    if definition.get("outcome"):
        return str(definition["outcome"]).strip()
    return _("Case: %(title)s") % {"title": case_title} if case_title else _("Other questions")


def by_outcome(parts: Iterable[Part]) -> list[OutcomeMarks]:
    """Add up (outcome, earned, available, decisions), the weakest first, of two such the one with more to gain.

    What carries no marks tells nothing.
    """
    sums: dict[str, list[float]] = {}
    for name, *numbers in parts:
        sums[name] = [a + b for a, b in zip(sums.get(name, [0.0, 0.0, 0]), numbers, strict=True)]
    totals = [OutcomeMarks(name, earned, of, int(answers)) for name, (earned, of, answers) in sums.items() if of]
    return sorted(totals, key=lambda one: (round(one.share, 9), -one.available, one.name))


def outcomes_of(results: Results) -> list[OutcomeMarks]:
    """Return the outcomes of a quiz over all its sittings."""
    earned: dict[tuple[str, int], float] = {}
    answers: dict[tuple[str, int], int] = {}
    for sitting in results.sittings:
        for key, numbers in sitting.columns.items():
            for place, number in enumerate(numbers):
                if number not in sitting.marks:  # a regrade dropped it
                    continue
                earned[key, place] = earned.get((key, place), 0.0) + sitting.marks[number]
                answers[key, place] = answers.get((key, place), 0) + 1
    return by_outcome(
        (
            outcome_name(results.definitions.get((asked.key, place), {}), asked.title),
            earned.get((asked.key, place), 0.0),
            answers.get((asked.key, place), 0) * asked.marks / len(asked.numbers),
            answers.get((asked.key, place), 0),
        )
        for asked in results.asked
        for place in range(len(asked.numbers))
    )
