"""Undoing a regrade: every row gets back exactly what it had."""

from datetime import datetime
from functools import partial

from django.db import transaction

from accounts.models import User
from accounts.services import audit
from quizzes.models import Doubt, Question, Regrade, RegradeChange
from quizzes.services.doubts import raise_doubts, settle_restored
from quizzes.services.regrade_preview import touched_by
from quizzes.services.regrading import lock_sittings, write
from quizzes.tasks import mail_regrade


class StandsBelow(ValueError):
    """Later regrades of the same attempts stand on this one; ``above`` are those."""

    def __init__(self, above: list[Regrade]) -> None:
        super().__init__(", ".join(str(one) for one in above))
        self.above = above


def standing_on(regrade: Regrade) -> list[Regrade]:
    """Return the later regrades in force that changed attempts which this one changed."""
    same = RegradeChange.objects.filter(attempt__in=regrade.changes.values("attempt"), regrade__gt=regrade.pk)
    return list(Regrade.objects.in_force().filter(pk__in=same.values("regrade")))


@transaction.atomic
def undo_regrade(*, regrade: Regrade, reason: str, actor: User, at: datetime) -> Regrade:
    """Restore every attempt and response; one that is undone already comes back as it is. Raise StandsBelow.

    A step or a course that was completed meanwhile stays completed: that is for staff to decide, not for a correction.
    """
    list(Question.objects.select_for_update().filter(pk=regrade.question_id))
    lock_sittings(regrade.question_id)
    regrade = Regrade.objects.select_for_update(of=("self",)).get(pk=regrade.pk)
    if not regrade.is_applied:
        return regrade
    if above := standing_on(regrade):
        raise StandsBelow(above)
    changes = list(regrade.changes.select_related("attempt").defer("attempt__paper"))
    write(changes, side=0)
    regrade.state, regrade.undone_by = Regrade.State.UNDONE, actor
    regrade.undone_at, regrade.undone_reason = at, reason
    regrade.save(update_fields=["state", "undone_by", "undone_at", "undone_reason"])
    _record(regrade, changes, actor=actor, at=at)
    _follow_certificates(changes, actor=actor, at=at)
    transaction.on_commit(partial(mail_regrade.enqueue, regrade.pk), robust=True)
    return regrade


def _record(regrade: Regrade, changes: list[RegradeChange], *, actor: User, at: datetime) -> None:
    record = partial(audit.record, at=at, actor=actor, reason=regrade.undone_reason)
    record(action="regrade.undo", target=regrade, from_value=Regrade.State.APPLIED, to_value=Regrade.State.UNDONE)
    for change in changes:
        if change.is_news:
            old, new = change.after, change.before
            record(action="attempt.regrade", target=change.attempt, from_value=old, to_value=new)


def _follow_certificates(changes: list[RegradeChange], *, actor: User, at: datetime) -> None:
    """Settle the open doubts of passes that are back, and raise one where the undoing itself takes a pass away."""
    settle_restored(doubts=Doubt.objects.filter(change__in=changes), at=at, actor=actor)
    raise_doubts(touched=touched_by(changes, undone=True), at=at, actor=actor)
