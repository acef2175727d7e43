"""Giving out bits of the status lists, and signing the lists when they change."""

import hashlib
import json
import secrets
from datetime import datetime

from django.db import transaction

from certificates.credential.proof import sign, timestamp
from certificates.credential.status import encode_bits, status_list_document
from certificates.models import Certificate, StatusList
from certificates.services.keys import current_key
from certificates.states import REVOKED_FOR_VERIFIERS


def reserve_entry(*, at: datetime) -> tuple[StatusList, int]:
    """Return an open list, locked, and a random index of it that nobody has; call inside a transaction."""
    opened = _open_list(at=at)
    if opened.certificates.count() >= StatusList.FULL_AT:
        opened = StatusList.objects.create(number=opened.number + 1, opened_at=at)
    index = secrets.randbelow(StatusList.SIZE)
    while opened.certificates.filter(status_index=index).exists():
        index = secrets.randbelow(StatusList.SIZE)
    return opened, index


def _open_list(*, at: datetime) -> StatusList:
    StatusList.objects.get_or_create(number=1, defaults={"opened_at": at})
    return StatusList.objects.select_for_update().order_by("-number")[0]


def mark_changed(certificate: Certificate) -> None:
    """Say that a bit of the certificate's list may have changed; the next reader gets a list signed anew."""
    status_list = StatusList.objects.select_for_update().get(pk=certificate.status_list_id)
    status_list.signed = ""
    status_list.save(update_fields=["signed"])


def signed_list(*, number: int, at: datetime) -> StatusList:
    """Return list ``number`` with its signed credential; raise StatusList.DoesNotExist for a list never opened."""
    status_list = StatusList.objects.get(number=number)
    return status_list if status_list.signed else _sign(number=number, at=at)


@transaction.atomic
def _sign(*, number: int, at: datetime) -> StatusList:
    status_list = StatusList.objects.select_for_update().get(number=number)
    if status_list.signed:
        return status_list
    key = current_key(at=at)
    unsigned = status_list_document(
        number=number, encoded=_bits(status_list), valid_from=timestamp(status_list.opened_at)
    )
    status_list.signed = json.dumps(sign(unsigned, key=key.private, method=key.method, at=at))
    status_list.etag = hashlib.sha256(status_list.signed.encode()).hexdigest()
    status_list.save(update_fields=["signed", "etag"])
    return status_list


def _bits(status_list: StatusList) -> str:
    revoked = status_list.certificates.filter(state__in=REVOKED_FOR_VERIFIERS)
    return encode_bits(revoked.values_list("status_index", flat=True), size=StatusList.SIZE)
