"""Marking without a database: exact, defined for every answer, never negative."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from quizzes.paper import Item, Paper
from quizzes.routes import left_aside
from quizzes.types import UNANSWERED, Definition, InvalidAnswer, Mark, type_of
from quizzes.types.base import ZERO


@dataclass(frozen=True)
class ItemResult:
    """What one question or case earned of ``available`` marks; a case failed on a critical decision earns nothing.

    ``each`` is what one decision could earn: the marks are shared equally among those of the way that was taken.
    """

    marks: Fraction
    available: Fraction
    each: Fraction
    failed_items: frozenset[int] = frozenset()

    @property
    def critical_failure(self) -> bool:
        """A critical decision was not right."""
        return bool(self.failed_items)


@dataclass(frozen=True)
class Result:
    """A marked paper; ``score`` is the share of all marks, 0 to 1, exact; ``aside`` are stages off the way."""

    items: tuple[ItemResult, ...]
    decision_marks: Mapping[int, Mark]
    score: Fraction
    passed: bool
    aside: frozenset[int] = frozenset()

    @property
    def available(self) -> Fraction:
        """All the marks that count."""
        return sum((item.available for item in self.items), ZERO)

    @property
    def pending(self) -> frozenset[int]:
        """The decisions that people have yet to mark; while there are any, score and pass mean nothing."""
        return frozenset(item for item, mark in self.decision_marks.items() if mark.pending) - self.aside

    @property
    def critical_failure(self) -> bool:
        """A critical decision was not right: the attempt is not passed, whatever the total."""
        return any(item.critical_failure for item in self.items)


def mark(definition: Definition, answer: object, decided: Fraction | None = None) -> Mark:
    """Mark any answer whatever; one that the question does not take earns nothing.

    ``decided`` is what people gave for an answer that the question leaves to them; it changes no other mark.
    """
    kind = type_of(definition)
    try:
        response = kind.response(definition, answer)
    except InvalidAnswer:
        return Mark(ZERO, refused=True)
    given = kind.mark(definition, response)
    return Mark(decided) if given.pending and decided is not None else given


def grade_item(
    item: Item, marks: Mapping[int, Mark], dropped: Collection[int] = (), aside: Collection[int] = ()
) -> ItemResult:
    """Add up one item from the marks of its decisions; an unanswered critical decision is a wrong one.

    Stages in ``aside`` do not share in the marks. A dropped decision neither earns nor costs anything, and fails no
    case.
    """
    way = [decision for decision in item.decisions if decision.item not in aside]
    each = Fraction(item.marks) / len(way)
    counted = [decision for decision in way if decision.item not in dropped]
    failed = frozenset(d.item for d in counted if d.critical and _is_wrong(marks[d.item]))
    total = sum((marks[d.item].fraction for d in counted), ZERO) * each
    return ItemResult(ZERO if failed else total, each * len(counted), each, failed)


def _is_wrong(mark: Mark) -> bool:
    return not (mark.right or mark.pending)


def grade(
    paper: Paper,
    definitions: Mapping[int, Definition],
    answers: Mapping[int, object],
    decided: Mapping[int, Fraction] | None = None,
) -> Result:
    """Mark a whole paper; ``definitions`` and ``answers`` by item. A missing answer is an unanswered decision.

    ``decided`` holds what people gave, by item, for answers that are left to them.
    """
    marks = {
        decision.item: mark(definitions[decision.item], answers[decision.item])
        if decision.item in answers
        else UNANSWERED
        for _item, decision in paper.decisions
    }
    aside = left_aside(paper, marks, answers)  # the student was led on before anybody had decided
    given = {item: Mark(share) for item, share in (decided or {}).items() if marks[item].pending}
    return add_up(paper, marks | given, aside=aside)


def add_up(
    paper: Paper, marks: Mapping[int, Mark], dropped: Collection[int] = (), aside: Collection[int] = ()
) -> Result:
    """Judge a paper by the marks of its decisions.

    Those in ``dropped`` leave both sides of the fraction; those in ``aside`` were never on the way through their case.
    """
    items = tuple(grade_item(item, marks, dropped, aside) for item in paper.items)
    available = sum((item.available for item in items), ZERO)
    score = sum((item.marks for item in items), ZERO) / available if available else ZERO
    enough = score * 100 >= Fraction(paper.pass_mark)
    passed = enough and not any(item.critical_failure for item in items)
    return Result(items, marks, score, passed, frozenset(aside))
