"""Applying a remedy: one audited act over every attempt concerned."""

import hashlib
import json
from datetime import datetime
from functools import partial

from django.db import transaction

from accounts.models import User
from accounts.services import audit
from courses.models import Enrolment
from quizzes.models import Attempt, Question, Regrade, RegradeChange, Response
from quizzes.remedies import BY_NEW_KEY, Remedy
from quizzes.services.doubts import raise_doubts
from quizzes.services.keeping import complete_if_passed
from quizzes.services.regrade_preview import Preview, new_key, preview_of, treatment_for
from quizzes.services.regrade_sheets import Revisions
from quizzes.tasks import mail_regrade

BATCH = 200
ATTEMPT_FIELDS = ["score", "passed", "critical_failure"]
RESPONSE_FIELDS = ["fraction", "mark", "remedy", "regrade"]


class Outdated(ValueError):
    """The question was published anew or regraded since the preview."""


def fingerprint_of(question: Question, remedy: Remedy, revisions: Revisions) -> str:
    """Return what a decision rests on: the key, the remedy, its scope, and the last regrade of the question."""
    last = Regrade.objects.filter(question=question.pk).values_list("pk", "state").first()
    scope = sorted(revisions, key=str)
    told = json.dumps([question.pk, question.live, question.live_revision_id, str(remedy), scope, last])
    return hashlib.sha256(told.encode()).hexdigest()


@transaction.atomic
def apply_regrade(
    *,
    question: Question,
    remedy: Remedy,
    revisions: Revisions,
    fingerprint: str,
    reason: str,
    actor: User,
    at: datetime,
) -> Regrade:
    """Regrade every marked attempt that was asked ``revisions``; the same decision made twice is applied once.

    Raise Outdated if it is no longer what was previewed, NoNewKey if the remedy needs a key and there is none. Seats
    are locked before attempts, as ``hand_in`` does: who hands in meanwhile is either regraded or follows the remedy.
    """
    question = Question.objects.select_for_update().get(pk=question.pk)
    if applied := Regrade.objects.filter(fingerprint=fingerprint).first():
        return applied
    if fingerprint != fingerprint_of(question, remedy, revisions):
        raise Outdated
    lock_sittings(question.pk)
    regrade = _begin(question, remedy, revisions, fingerprint=fingerprint, reason=reason, actor=actor, at=at)
    found = preview_of(question.pk, regrade.treatment(), revisions)
    regrade.counts = found.counts
    regrade.save(update_fields=["counts"])
    _record(regrade, found)
    if remedy != Remedy.NONE:
        _keep(regrade, found)
        _complete(found)
        raise_doubts(touched=found.touched, at=at, actor=actor)
        transaction.on_commit(partial(mail_regrade.enqueue, regrade.pk), robust=True)
    return regrade


def lock_sittings(question_id: int | None) -> None:
    """Lock the seats of all who sit or sat the question, then their attempts, each by number."""
    attempts = Attempt.objects.filter(pk__in=Response.objects.filter(question=question_id).values("attempt"))
    seats = Enrolment.objects.select_for_update().filter(pk__in=attempts.order_by().values("enrolment"))
    list(seats.order_by("pk").values_list("pk"))
    list(attempts.select_for_update().order_by("pk").values_list("pk"))


def _begin(question: Question, remedy: Remedy, revisions: Revisions, *, actor: User, **fields) -> Regrade:
    definition = new_key(question) if remedy in BY_NEW_KEY else None
    treatment_for(remedy, definition)  # refuses before anything is written
    return Regrade.objects.create(
        question=question,
        question_words=str(question)[:200],
        remedy=remedy,
        revisions=sorted(revisions, key=str),
        definition=definition,
        by=actor,
        **fields,
    )


def _record(regrade: Regrade, found: Preview) -> None:
    counts = ", ".join(f"{name} {count}" for name, count in found.counts.items())
    record = partial(audit.record, at=regrade.at, actor=regrade.by, reason=regrade.reason)
    record(action="regrade.apply", target=regrade, to_value=f"{regrade.remedy}: {counts}")
    for one in found.outcomes:
        if one.change.is_news:
            old, new = one.change.before, one.change.after
            record(action="attempt.regrade", target=one.attempt, from_value=old, to_value=new)


def _keep(regrade: Regrade, found: Preview) -> None:
    changes = [one.change for one in found.outcomes]
    for change in changes:
        change.regrade = regrade
    RegradeChange.objects.bulk_create(changes)
    write(changes, side=1)


def write(changes: list[RegradeChange], *, side: int) -> None:
    """Give attempts and responses what they had before (``side`` 0) or have after (1)."""
    attempts = [
        Attempt(pk=c.attempt_id, score=c.new_score, passed=c.new_passed, critical_failure=c.new_critical)
        if side
        else Attempt(pk=c.attempt_id, score=c.old_score, passed=c.old_passed, critical_failure=c.old_critical)
        for c in changes
        if c.is_news
    ]
    Attempt.objects.bulk_update(attempts, ATTEMPT_FIELDS, batch_size=BATCH)
    rows = [(pk, sides[side]) for change in changes for pk, sides in change.responses.items()]
    responses = [
        Response(pk=int(pk), fraction=fraction, mark=mark, remedy=remedy, regrade_id=regrade_id)
        for pk, (fraction, mark, remedy, regrade_id) in rows
    ]
    Response.objects.bulk_update(responses, RESPONSE_FIELDS, batch_size=BATCH)


def _complete(found: Preview) -> None:
    """Complete the steps of those who pass now, as of the moment they handed in."""
    gained = [one.attempt.pk for one in found.outcomes if one.change.gains_pass]
    for attempt in Attempt.objects.filter(pk__in=gained).select_related("enrolment", "quiz").defer("paper"):
        complete_if_passed(attempt)
