"""Repair of what a crash between money, completion and certificate could lose; safe to run at any time."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from django.db.models import Prefetch

from accounts.services.mending import mend_each
from certificates.models import Certificate
from certificates.notices import tell
from certificates.services.issuing import HOLDS, align, may_issue
from certificates.services.standing import expire
from certificates.states import State
from courses.models import Enrolment
from courses.services.standing import certificate_effect


def reconcile(*, at: datetime) -> list[str]:
    """Issue, restore, suspend, revoke, expire and announce what should have been; return a sentence for each."""
    over = Certificate.objects.filter(state=State.VALID, expires_at__lte=at)
    waiting = Certificate.objects.filter(state=State.VALID, mailed_at=None)
    return [
        *mend_each(_completed(), partial(_align, at=at)),
        *mend_each(over, partial(_expire, at=at)),
        *mend_each(waiting, partial(_tell, at=at)),
    ]


def _align(enrolment: Enrolment, *, at: datetime) -> Iterator[str]:
    if _differs(enrolment, at=at) and (certificate := align(enrolment=enrolment, at=at)):
        yield f"Certificate {certificate.code} is now {certificate.state}."


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


def _expire(certificate: Certificate, *, at: datetime) -> Iterator[str]:
    if expire(certificate=certificate, at=at):
        yield f"Certificate {certificate.code} has expired."


def _tell(certificate: Certificate, *, at: datetime) -> Iterator[str]:
    if tell(certificate_id=certificate.pk, at=at):
        yield f"The graduate of {certificate.code} was told."
