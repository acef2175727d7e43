"""What staff decide about a certificate, each with a reason that is kept."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from certificates.errors import NotAllowed
from certificates.models import Certificate
from certificates.names import clean_name
from certificates.services.issuing import create
from certificates.services.standing import follow_holds, locked
from certificates.states import Hold, State

COPIED = [
    "enrolment_id",
    "student_id",
    "title",
    "course_title",
    "level",
    "hours_theory",
    "hours_practice",
    "assessed",
    "result",
    "awarding_body",
    "qualification_number",
    "signatory",
    "signatory_role",
    "course_uuid",
    "course_revision",
    "completed_at",
    "expires_at",
    "name_public",
    "money_hold",
]


def suspend(*, certificate: Certificate, at: datetime, reason: str, actor: User) -> Certificate:
    """Suspend until someone restores it; raise NotAllowed if it was replaced."""
    return _decide(certificate, Hold.SUSPENDED, at=at, reason=reason, actor=actor)


def revoke(*, certificate: Certificate, at: datetime, reason: str, actor: User) -> Certificate:
    """Revoke, on the page and in the signed status list; raise NotAllowed if it was replaced."""
    return _decide(certificate, Hold.REVOKED, at=at, reason=reason, actor=actor)


def restore(*, certificate: Certificate, at: datetime, reason: str, actor: User) -> Certificate:
    """Lift what staff decided; what the money says still holds. Raise NotAllowed if it was replaced."""
    return _decide(certificate, Hold.NONE, at=at, reason=reason, actor=actor)


@transaction.atomic
def _decide(certificate: Certificate, hold: Hold, *, at: datetime, reason: str, actor: User) -> Certificate:
    certificate = locked(certificate)
    _refuse_replaced(certificate)
    certificate.staff_hold = hold
    follow_holds(certificate, at=at, reason=reason, actor=actor)
    return certificate


@transaction.atomic
def reissue(*, certificate: Certificate, name: str, at: datetime, reason: str, actor: User) -> Certificate:
    """Issue anew with a corrected ``name``; the old one is replaced and points to the new. Return the new.

    Raise NotAllowed unless the old one is valid and the name differs.
    """
    old, name = locked(certificate), clean_name(name)
    if old.state != State.VALID:
        raise NotAllowed(_("Only a valid certificate can be replaced."))
    if not name or name == old.name:
        raise NotAllowed(_("Give the corrected name."))
    follow_holds(old, at=at, reason=reason, actor=actor, superseded=True)
    copied = {field: getattr(old, field) for field in COPIED} | {"name": name}
    new = create(copied, at=at, action="certificate.reissue", from_value=old.code, reason=reason, actor=actor)
    old.superseded_by = new
    old.save(update_fields=["superseded_by"])
    return new


def _refuse_replaced(certificate: Certificate) -> None:
    if certificate.state == State.SUPERSEDED:
        raise NotAllowed(_("This certificate was replaced; decide about the new one."))


@transaction.atomic
def show_name(*, certificate: Certificate, public: bool) -> None:
    """Carry out the graduate's wish: the name for anyone who has the code, or only for who holds the full link."""
    Certificate.objects.filter(pk=certificate.pk).update(name_public=public)
