"""A remedy in force reaches those too who hand in later what was frozen with the old key."""

from collections.abc import Sequence
from datetime import datetime

from quizzes.models import Attempt, Regrade, RegradeChange, Response
from quizzes.services.regrade_sheets import change_of
from quizzes.sheet import Sheet, regraded


def follow_regrades(*, attempt: Attempt, responses: Sequence[Response], sheet: Sheet, at: datetime) -> Sheet:
    """Return ``sheet`` under every regrade in force, in the order in which they were applied, and keep each change.

    So an undoing finds these attempts as it finds those that were marked before. Their students learn the result now.
    Call it with the seat locked, as applying and undoing lock it.
    """
    changes = []
    for regrade in _in_force(responses):
        items = [response.item for response in responses if regrade.concerns(response)]
        if not items:
            continue
        after = regraded(sheet, regrade.treatment(), items)
        change = change_of(attempt, sheet, after, responses)
        change.regrade, change.told_at = regrade, at
        changes.append(change)
        sheet = after
    RegradeChange.objects.bulk_create(changes)
    return sheet


def _in_force(responses: Sequence[Response]) -> list[Regrade]:
    questions = {response.question_id for response in responses if response.question_id}
    return list(Regrade.objects.in_force().filter(question__in=questions)) if questions else []
