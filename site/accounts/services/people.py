"""Entering a person who did not sign up themselves."""

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.models import User


@transaction.atomic
def enter_person(
    *,
    email: str,
    legal_name: str,
    preferred_name: str = "",
    password: str | None = None,
    verified: bool = False,
) -> User:
    """Make a person with an address to sign in by; unless ``verified``, the first sign-in by code verifies it.

    Without a password they sign in by code only.
    """
    user = User.objects.create_user(email, password, legal_name=legal_name, preferred_name=preferred_name)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=verified)
    return user
