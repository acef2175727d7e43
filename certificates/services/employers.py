"""Giving an employer a key for the batch check, recognising it, taking it back."""

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from accounts.services import audit
from certificates.models import EmployerKey


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


@transaction.atomic
def grant_key(*, label: str, at: datetime) -> str:
    """Return a fresh key for the employer ``label``; it cannot be read again."""
    key = secrets.token_urlsafe(32)
    granted = EmployerKey.objects.create(label=label, digest=_digest(key), granted_at=at)
    audit.record(action="employer_key.grant", target=granted, at=at, to_value=label)
    return key


@transaction.atomic
def withdraw_keys(*, label: str, at: datetime) -> int:
    """Take back every key of the employer ``label``; return how many there were."""
    keys = list(EmployerKey.objects.select_for_update().filter(label=label, withdrawn_at=None))
    for key in keys:
        key.withdrawn_at = at
        key.save(update_fields=["withdrawn_at"])
        audit.record(action="employer_key.withdraw", target=key, at=at, from_value=label)
    return len(keys)


def employer_of(key: str) -> EmployerKey | None:
    """Return whose key this is, if it still counts."""
    return EmployerKey.objects.filter(digest=_digest(key), withdrawn_at=None).first()
