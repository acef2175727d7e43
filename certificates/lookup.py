"""Finding a certificate for somebody who asks, and what they may see of it."""

import secrets
from collections.abc import Iterable

from django.http import HttpRequest

from certificates import codes
from certificates.models import Certificate


def find(typed: str) -> Certificate | None:
    """Return the certificate of the code that was typed; every kind of not found is the same ``None``."""
    code = codes.normalise(typed)
    try:
        return Certificate.objects.get(code=code) if code else None
    except Certificate.DoesNotExist:
        return None


def find_many(typed: Iterable[str]) -> dict[str, Certificate]:
    """Return, in one query, what was found for each code as typed."""
    meant = {one: codes.normalise(one) for one in typed}
    wanted = [code for code in meant.values() if code]
    found = {one.code: one for one in Certificate.objects.public().filter(code__in=wanted)}
    return {one: found[code] for one, code in meant.items() if code in found}


def may_see_name(request: HttpRequest, certificate: Certificate) -> bool:
    """Say whether the asker sees the name: it is public, or they hold the full link, or it is theirs, or are staff."""
    key = request.GET.get("key", "")
    if certificate.name_public or secrets.compare_digest(key.encode(), certificate.link_key.encode()):
        return True
    return request.user.is_authenticated and (
        request.user.pk == certificate.student_id or request.user.has_perm("certificates.view_certificate")
    )
