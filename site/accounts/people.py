"""Who asks."""

from django.http import HttpRequest

from accounts.models import User


def signed_in_user(request: HttpRequest) -> User:
    """Return the person behind a request that only signed-in people can make; raise ``TypeError`` for a stranger."""
    if not isinstance(request.user, User):
        raise TypeError("Nobody is signed in.")
    return request.user
