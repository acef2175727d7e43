"""Whose lessons a device keeps: a name that says nothing about the person, and the cookie that carries it."""

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from accounts.models import User

#: Set by the browser's script once somebody keeps a course; it tells us that there is something to wipe.
COOKIE = "offline"
OWNER_LENGTH = 24


def owner_of(user: User) -> str:
    """Return the same opaque word for the same person, wherever they sign in."""
    return salted_hmac("courses.offline.owner", str(user.pk)).hexdigest()[:OWNER_LENGTH]


def keeps_lessons(request: HttpRequest) -> bool:
    """Tell whether lessons were kept in this browser."""
    return COOKIE in request.COOKIES


def ask_to_forget(request: HttpRequest) -> None:
    """Have the answer to this request tell the browser to forget what it keeps."""
    request.forget_offline = True  # type: ignore[attr-defined]
