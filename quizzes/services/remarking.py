"""Marking an attempt again after an appeal; its regrades can still be undone, and leave the new mark in place."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from itertools import pairwise

from accounts.models import User
from quizzes.models import Attempt, Regrade, RegradeChange, Response
from quizzes.remedies import Treatment
from quizzes.services.keeping import keep_result
from quizzes.services.regrade_sheets import change_of, marked_sheet
from quizzes.sheet import KeptMark, Sheet, Verdict, decided_anew

REWRITTEN = [
    "old_score", "new_score", "old_passed", "new_passed", "old_critical", "new_critical", "responses", "is_news"
]  # fmt: skip


def remark_after_appeal(attempt: Attempt, *, item: int, at: datetime, actor: User) -> None:
    """Mark one decision of a locked attempt again, under the remedies in force, by what people decided now.

    A step that was completed stays so; what follows from a fail is for people.
    """
    responses = list(attempt.responses.select_related("script"))
    changes = _in_force(attempt)
    treatments = {change.regrade_id: change.regrade.treatment() for change in changes}
    sheet = marked_sheet(attempt, responses, treatments)
    steps = [decided_anew(step, item) for step in _steps(sheet, responses, changes, treatments)]
    for change, (before, after) in zip(changes, pairwise(steps), strict=True):
        _rewrite(change, change_of(attempt, before, after, responses), at)
    RegradeChange.objects.bulk_update(changes, [*REWRITTEN, "told_at"])
    keep_result(attempt, responses, steps[-1], at=at, actor=actor, action="attempt.remark", reason="appeal")


def _in_force(attempt: Attempt) -> list[RegradeChange]:
    """Return what the regrades in force did to an attempt, in the order in which they stand on each other."""
    applied = attempt.regrade_changes.filter(regrade__state=Regrade.State.APPLIED)
    return list(applied.select_related("regrade").order_by("regrade_id"))


def _steps(
    sheet: Sheet, responses: Sequence[Response], changes: Sequence[RegradeChange], treatments: Mapping[int, Treatment]
) -> list[Sheet]:
    """Return the attempt as it was before each change, in order, and as it is after the last one."""
    steps = [sheet]
    items = {str(response.pk): response.item for response in responses}
    for change in reversed(changes):
        sheet = _before(sheet, change, items, treatments)
        steps.insert(0, sheet)
    return steps


def _before(
    sheet: Sheet, change: RegradeChange, items: Mapping[str, int], treatments: Mapping[int, Treatment]
) -> Sheet:
    kept = {**sheet.kept}
    for pk, ((fraction, mark, remedy, regrade_id), _after) in change.responses.items():
        kept[items[pk]] = KeptMark(Decimal(fraction), Decimal(mark), remedy, regrade_id)
    return replace(
        sheet,
        verdict=Verdict(change.old_score, change.old_passed, change.old_critical),
        kept=kept,
        treatments={item: treatments[one.regrade_id] for item, one in kept.items() if one.regrade_id},
    )


def _rewrite(change: RegradeChange, now: RegradeChange, at: datetime) -> None:
    """Let a change say what it did to the attempt as it is marked now; news of it comes with the appeal."""
    is_told = now.is_news and not change.is_news
    for name in REWRITTEN:
        setattr(change, name, getattr(now, name))
    if is_told:
        change.told_at = at
