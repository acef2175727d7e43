"""Certificates as the floor below shows them to who judges marks (``courses.awards``)."""

from collections.abc import Collection, Iterator

from django.urls import reverse

from certificates.models import Certificate
from certificates.states import State
from courses.awards import Award


def awards_of(enrolment_ids: Collection[int]) -> Iterator[Award]:
    """Give the certificates that speak for these seats; replaced ones do not."""
    held = Certificate.objects.filter(enrolment__in=enrolment_ids).exclude(state=State.SUPERSEDED)
    for one in held.only("enrolment_id", "code", "name", "state"):
        yield Award(
            enrolment_id=one.enrolment_id,  # type: ignore[arg-type]  # filtered by it
            code=one.code,
            holder=one.name,
            state=str(one.get_state_display()),
            is_revoked=one.state == State.REVOKED,
            url=reverse("certificates_staff:inspect", args=[one.pk]),
            revoke_url=reverse("certificates_staff:decide", args=[one.pk, "revoke"]),
        )
