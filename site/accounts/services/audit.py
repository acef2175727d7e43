"""Writing the audit trail: one call beside every state change of money, marks, certificates and roles."""

from datetime import datetime

from django.db import models

from accounts.models import AuditRecord, User


def record(
    *,
    action: str,
    target: models.Model,
    at: datetime,
    actor: User | None = None,
    from_value: object = "",
    to_value: object = "",
    reason: str = "",
    address: str | None = None,
) -> AuditRecord:
    """Keep who (``actor``; ``None`` is the system) changed ``target``, when, from what, to what and why.

    The label holds no name or address, since a record outlives the erasure of a person. ``action`` is
    dotted, noun first: ``order.state``, ``certificate.revoke``, ``attempt.mark``.
    """
    return AuditRecord.objects.create(
        at=at,
        actor=actor,
        actor_label=f"person {actor.pk}" if actor else "system",
        action=action,
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        from_value=str(from_value),
        to_value=str(to_value),
        reason=reason,
        address=address,
    )
