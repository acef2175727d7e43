"""Changing what we know of a person."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.models import User
from accounts.services import audit


@transaction.atomic
def change_names(
    *,
    user: User,
    legal_name: str,
    preferred_name: str,
    at: datetime,
    actor: User,
    address: str | None = None,
) -> User:
    """Keep new names; a new legal name is audited. An issued certificate keeps the name it was issued with."""
    user = User.objects.select_for_update().get(pk=user.pk)
    before, user.legal_name, user.preferred_name = user.legal_name, legal_name, preferred_name
    user.save(update_fields=["legal_name", "preferred_name"])
    if before != legal_name:
        audit.record(
            action="user.legal_name",
            target=user,
            at=at,
            actor=actor,
            from_value=before,
            to_value=legal_name,
            address=address,
        )
    return user


@transaction.atomic
def set_active(*, user: User, active: bool, at: datetime, actor: User | None, address: str | None = None) -> None:
    """Open or close an account; a closed one cannot sign in."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_active == active:
        return
    user.is_active = active
    user.save(update_fields=["is_active"])
    audit.record(
        action="user.active", target=user, at=at, actor=actor, from_value=not active, to_value=active, address=address
    )


@transaction.atomic
def replace_email(*, user: User, email: str, at: datetime, actor: User, address: str | None = None) -> None:
    """Let staff correct an address: the old one no longer signs in, the new one is verified at the next sign-in."""
    user = User.objects.select_for_update().get(pk=user.pk)
    email = email.strip().lower()
    if user.email == email:
        return
    user.email = email
    user.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=False)
    audit.record(action="user.email", target=user, at=at, actor=actor, to_value=_masked(email), address=address)


def _masked(email: str) -> str:
    """Return ``a…@example.com``: enough to follow a case, not enough to write to."""
    name, _, domain = email.partition("@")
    return f"{name[:1]}…@{domain}"
