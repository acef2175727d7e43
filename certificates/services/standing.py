"""Changing what is true of an issued certificate: one place that writes a state, whoever asked for it."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.services import audit
from certificates.models import Certificate
from certificates.services.status_lists import mark_changed
from certificates.states import REVOKED_FOR_VERIFIERS, Hold, State, derive_state

HOLD_FIELDS = ["money_hold", "staff_hold", "superseded_by", "state", "state_at", "state_reason"]


def locked(certificate: Certificate) -> Certificate:
    """Return ``certificate`` as it stands now, its row locked until the transaction ends."""
    return Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)


def follow_holds(
    certificate: Certificate, *, at: datetime, reason: str, actor: User | None = None, superseded: bool = False
) -> bool:
    """Write the state that follows from the holds of a locked certificate; return whether it changed."""
    before = State(certificate.state)
    after = derive_state(
        money=Hold(certificate.money_hold),
        staff=Hold(certificate.staff_hold),
        expired=bool(certificate.expires_at and certificate.expires_at <= at),
        superseded=superseded or before == State.SUPERSEDED,
    )
    if after != before:
        certificate.state, certificate.state_at, certificate.state_reason = after, at, reason
    certificate.save(update_fields=HOLD_FIELDS)
    if after == before:
        return False
    if (before in REVOKED_FOR_VERIFIERS) != (after in REVOKED_FOR_VERIFIERS):
        mark_changed(certificate)
    audit.record(
        action="certificate.state",
        target=certificate,
        at=at,
        actor=actor,
        from_value=before,
        to_value=after,
        reason=reason,
    )
    return True


@transaction.atomic
def expire(*, certificate: Certificate, at: datetime) -> bool:
    """Write down that a certificate's time is over; return whether it was news."""
    return follow_holds(locked(certificate), at=at, reason="The time for which it was issued is over.")
