"""Repair of what a crash between money, completion and certificate could lose; safe to run at any time."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Prefetch

from certificates.models import Certificate
from certificates.notices import tell
from certificates.services.issuing import HOLDS, align, may_issue
from certificates.services.standing import expire
from certificates.states import State
from courses.models import Enrolment
from courses.services.standing import certificate_effect


def reconcile(*, at: datetime) -> list[str]:
    """Issue, restore, suspend, revoke, expire and announce what should have been; return a sentence for each."""
    return [*_align_all(at=at), *_expire_all(at=at), *_tell_all(at=at)]


def _align_all(*, at: datetime) -> list[str]:
    done = []
    for enrolment in _completed():
        if not _differs(enrolment, at=at):
            continue
        if certificate := align(enrolment=enrolment, at=at):
            done.append(f"Certificate {certificate.code} is now {certificate.state}.")
    return done


def _completed() -> Iterator[Enrolment]:
    """Yield every finished seat with its money and the certificates that speak for it."""
    speaking = Certificate.objects.exclude(state=State.SUPERSEDED)
    return (
        Enrolment.objects.completed()
        .select_related("order", "student", "course")
        .prefetch_related(Prefetch("certificates", queryset=speaking))
        .iterator(chunk_size=500)
    )


def _differs(enrolment: Enrolment, *, at: datetime) -> bool:
    """Say whether the certificate is not as course and money want it."""
    effect = certificate_effect(enrolment, at)
    speaking = list(enrolment.certificates.all())
    if not speaking:
        return may_issue(enrolment, effect)
    return effect in HOLDS and speaking[0].money_hold != HOLDS[effect]


def _expire_all(*, at: datetime) -> list[str]:
    over = Certificate.objects.filter(state=State.VALID, expires_at__lte=at)
    return [f"Certificate {one.code} has expired." for one in over if expire(certificate=one, at=at)]


def _tell_all(*, at: datetime) -> list[str]:
    waiting = Certificate.objects.filter(mailed_at=None)
    return [f"The graduate of {one.code} was told." for one in waiting if tell(certificate_id=one.pk, at=at)]
