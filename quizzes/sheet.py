"""A marked attempt as its marks follow from answers and remedies; regraded by making another. Without a database."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from quizzes.grading import Result, add_up, grade, mark
from quizzes.paper import Paper
from quizzes.remedies import Treatment
from quizzes.rounding import MARK, SHARE, as_decimal
from quizzes.types import Definition, Mark


@dataclass(frozen=True)
class Verdict:
    """What came of an attempt: its share of all marks, rounded for keeping, and whether that passed."""

    score: Decimal
    passed: bool
    critical_failure: bool


@dataclass(frozen=True)
class KeptMark:
    """What is kept of one decision, and the remedy that it stands under; a stage off the way has no mark."""

    fraction: Decimal | None = None
    mark: Decimal | None = None
    remedy: str = ""
    regrade_id: int | None = None


@dataclass(frozen=True)
class Sheet:
    """An attempt with everything that its marks follow from; all mappings go by the decision's number.

    ``decided`` is what people gave for the answers that are left to them; ``pending`` are those that still wait.
    """

    paper: Paper
    definitions: Mapping[int, Definition]
    answers: Mapping[int, object]
    verdict: Verdict
    kept: Mapping[int, KeptMark]
    treatments: Mapping[int, Treatment] = field(default_factory=dict)
    decided: Mapping[int, Fraction] = field(default_factory=dict)
    pending: frozenset[int] = frozenset()

    @property
    def dropped(self) -> frozenset[int]:
        """The decisions that no longer count."""
        return frozenset(item for item, treatment in self.treatments.items() if treatment.drops)

    @property
    def aside(self) -> frozenset[int]:
        """The stages off the way that was taken; no later key changes what the student was asked."""
        return frozenset(item for item, kept in self.kept.items() if kept.fraction is None) - self.pending

    def exact(self, item: int) -> Mark:
        """Return the exact mark behind a kept one; if marking has changed since, what is kept counts."""
        again, kept = self.mark(item), self.kept[item].fraction
        return again if kept is None or as_decimal(again.fraction, SHARE) == kept else Mark(Fraction(kept))

    def mark(self, item: int) -> Mark:
        """Mark one decision by the remedy that it stands under.

        Only a new key can leave to people what the old one did not, and nobody was asked: then it earns nothing.
        """
        treatment, decided = self.treatments.get(item), self.decided.get(item)
        old, answer = self.definitions[item], self.answers[item]
        found = treatment.mark(old, answer, decided) if treatment else mark(old, answer, decided)
        return replace(found, pending=False)


def first_sheet(
    paper: Paper,
    definitions: Mapping[int, Definition],
    answers: Mapping[int, object],
    decided: Mapping[int, Fraction] | None = None,
) -> Sheet:
    """Mark a paper as it was frozen; while anything is pending, the verdict means nothing."""
    decided = decided or {}
    result = grade(paper, definitions, answers, decided)
    kept = kept_marks(paper, result, {})
    return Sheet(paper, definitions, answers, verdict_of(result), kept, decided=decided, pending=result.pending)


def regraded(sheet: Sheet, treatment: Treatment, items: Collection[int]) -> Sheet:
    """Return the sheet with ``items`` treated; the same sheet if no marks would be left to judge by.

    Only the treated decisions are marked anew. If they earn what they did, nothing else is touched.
    """
    after = replace(sheet, treatments={**sheet.treatments, **dict.fromkeys(items, treatment)})
    result = _marked_anew(after, items)
    if not result.available:
        return sheet
    kept = kept_marks(sheet.paper, result, after.treatments)
    if all(_earns_alike(sheet.kept[item], kept[item]) for item in items) and after.dropped == sheet.dropped:
        return replace(after, kept={**sheet.kept, **{item: kept[item] for item in items}})
    return replace(after, verdict=verdict_of(result), kept=kept)


def decided_anew(sheet: Sheet, item: int) -> Sheet:
    """Return the sheet with one decision marked by what ``sheet.decided`` says now, under its remedy."""
    result = _marked_anew(sheet, [item])
    verdict = verdict_of(result) if result.available else sheet.verdict
    return replace(sheet, verdict=verdict, kept=kept_marks(sheet.paper, result, sheet.treatments))


def _marked_anew(sheet: Sheet, items: Collection[int]) -> Result:
    marks = {item: sheet.mark(item) if item in items else sheet.exact(item) for item in sheet.kept}
    return add_up(sheet.paper, marks, sheet.dropped, sheet.aside)


def _earns_alike(one: KeptMark, other: KeptMark) -> bool:
    return (one.fraction, one.mark) == (other.fraction, other.mark)


def refusals(treatment: Treatment, answers: Iterable[object]) -> int:
    """Count the answers that the new key does not take."""
    return sum(treatment.refuses(answer) for answer in answers)


def verdict_of(result: Result) -> Verdict:
    """Round a result for keeping."""
    return Verdict(as_decimal(result.score, SHARE), result.passed, result.critical_failure)


def kept_marks(paper: Paper, result: Result, treatments: Mapping[int, Treatment]) -> dict[int, KeptMark]:
    """Return what is kept of every decision; of a failed case all marks are 0, of a dropped decision its own.

    What is aside or pending has no mark.
    """
    kept = {}
    for item, outcome in zip(paper.items, result.items, strict=True):
        for decision in item.decisions:
            if decision.item in result.aside or decision.item in result.pending:
                kept[decision.item] = KeptMark()
                continue
            treatment = treatments.get(decision.item)
            is_lost = outcome.critical_failure or (treatment is not None and treatment.drops)
            worth = Fraction(0) if is_lost else outcome.each
            fraction = result.decision_marks[decision.item].fraction
            numbers = as_decimal(fraction, SHARE), as_decimal(fraction * worth, MARK)
            names = (str(treatment.remedy), treatment.regrade_id) if treatment else ("", None)
            kept[decision.item] = KeptMark(*numbers, *names)
    return kept
