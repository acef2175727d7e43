"""Certificates that rest on a pass which a regrade took away: listed for staff, never changed from here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from accounts.services import audit
from courses.awards import Award, awards_of
from quizzes.models import Doubt, RegradeChange


@dataclass(frozen=True)
class OpenDoubt:
    """A certificate to decide about, with the certificate as it stands today."""

    doubt: Doubt
    award: Award


def raise_doubts(*, touched: Iterable[tuple[RegradeChange, Award]], at: datetime, actor: User) -> None:
    """Put certificates on staff's list; one that is revoked anyway needs no decision."""
    for change, award in touched:
        if award.is_revoked:
            continue
        doubt = Doubt.objects.create(change=change, award=award.code, raised_at=at)
        audit.record(action="doubt.raise", target=doubt, at=at, actor=actor, to_value=award.code)


def settle_restored(*, doubts: QuerySet[Doubt], at: datetime, actor: User) -> None:
    """Take those off the list whose pass is back."""
    for doubt in doubts.filter(state=Doubt.State.OPEN):
        _settle(doubt, Doubt.State.SETTLED, at=at, actor=actor, reason="The regrade was undone.")


@transaction.atomic
def keep_award(*, doubt: Doubt, reason: str, actor: User, at: datetime) -> Doubt:
    """Let the certificate stand; one that is decided already comes back as it is."""
    doubt = Doubt.objects.select_for_update(of=("self",)).get(pk=doubt.pk)
    if doubt.state == Doubt.State.OPEN:
        _settle(doubt, Doubt.State.KEPT, at=at, actor=actor, reason=reason)
    return doubt


def open_doubts() -> list[OpenDoubt]:
    """Return what waits for a decision, the oldest first; three queries.

    A certificate that was revoked meanwhile needs none; ``settle_revoked`` writes that down.
    """
    return [one for one in _open() if not one.award.is_revoked]


def _open() -> Iterator[OpenDoubt]:
    doubts = list(
        Doubt.objects.filter(state=Doubt.State.OPEN)
        .select_related("change__attempt__enrolment__student", "change__attempt__quiz", "change__regrade")
        .defer("change__attempt__paper", "change__regrade__definition")
    )
    awards = {award.code: award for award in awards_of({d.change.attempt.enrolment_id for d in doubts})}
    return (OpenDoubt(doubt, awards[doubt.award]) for doubt in doubts if doubt.award in awards)


def settle_revoked(*, at: datetime) -> Iterable[str]:
    """Write down which certificates were revoked since; return a sentence each."""
    for one in _open():
        if one.award.is_revoked:
            with transaction.atomic():
                _settle(one.doubt, Doubt.State.REVOKED, at=at, actor=None, reason="")
            yield f"Certificate {one.award.code} was revoked: it is off the list of those to decide about."


def _settle(doubt: Doubt, state: Doubt.State, *, at: datetime, actor: User | None, reason: str) -> None:
    before = doubt.state
    doubt.state, doubt.decided_at, doubt.decided_by, doubt.reason = state, at, actor, reason
    doubt.save(update_fields=["state", "decided_at", "decided_by", "reason"])
    audit.record(
        action="doubt.settle", target=doubt, at=at, actor=actor, from_value=before, to_value=state, reason=reason
    )
