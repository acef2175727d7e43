"""Marking without a database: exact, defined for every answer, never negative."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from quizzes.paper import Item, Paper
from quizzes.types import UNANSWERED, Definition, InvalidAnswer, Mark, type_of
from quizzes.types.base import ZERO


@dataclass(frozen=True)
class ItemResult:
    """What one question or case earned of ``available`` marks; a case failed on a critical decision earns nothing."""

    marks: Fraction
    available: Fraction
    failed_items: frozenset[int] = frozenset()

    @property
    def critical_failure(self) -> bool:
        """A critical decision was not right."""
        return bool(self.failed_items)


@dataclass(frozen=True)
class Result:
    """A marked paper; ``score`` is the share of all marks, 0 to 1, exact."""

    items: tuple[ItemResult, ...]
    decision_marks: Mapping[int, Mark]
    score: Fraction
    passed: bool

    @property
    def critical_failure(self) -> bool:
        """A critical decision was not right: the attempt is not passed, whatever the total."""
        return any(item.critical_failure for item in self.items)


def mark(definition: Definition, answer: object) -> Mark:
    """Mark any answer whatever; one that the question does not take earns nothing."""
    kind = type_of(definition)
    try:
        response = kind.response(definition, answer)
    except InvalidAnswer:
        return Mark(ZERO, refused=True)
    return kind.mark(definition, response)


def grade_item(item: Item, marks: Mapping[int, Mark]) -> ItemResult:
    """Add up one item from the marks of its decisions; an unanswered critical decision is a wrong one."""
    failed = frozenset(d.item for d in item.decisions if d.critical and not marks[d.item].right)
    total = sum((marks[d.item].fraction for d in item.decisions), ZERO) * item.marks_each
    return ItemResult(ZERO if failed else total, Fraction(item.marks), failed)


def grade(paper: Paper, definitions: Mapping[int, Definition], answers: Mapping[int, object]) -> Result:
    """Mark a whole paper; ``definitions`` and ``answers`` by item. A missing answer is an unanswered decision."""
    marks = {
        decision.item: mark(definitions[decision.item], answers[decision.item])
        if decision.item in answers
        else UNANSWERED
        for _item, decision in paper.decisions
    }
    items = tuple(grade_item(item, marks) for item in paper.items)
    score = sum((item.marks for item in items), ZERO) / paper.marks if paper.marks else ZERO
    enough = score * 100 >= Fraction(paper.pass_mark)
    return Result(items, marks, score, enough and not any(item.critical_failure for item in items))
