"""Signing out and signing in, as far as lessons on this device are concerned."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User
from courses.offline.owner import COOKIE, ask_to_forget, keeps_lessons, owner_of


@receiver(user_logged_out)
def forget_when_signed_out(sender: type, request: HttpRequest | None, **_kwargs: Any) -> None:
    """Whoever signs out leaves nothing on this device."""
    if request is not None and keeps_lessons(request):
        ask_to_forget(request)


@receiver(user_logged_in)
def forget_for_somebody_else(sender: type, request: HttpRequest | None, user: User, **_kwargs: Any) -> None:
    """Whoever signs in does not find what another person kept, who did not sign out."""
    if request is not None and keeps_lessons(request) and request.COOKIES[COOKIE] != owner_of(user):
        ask_to_forget(request)
