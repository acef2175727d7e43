"""What every template may know about the installation."""

from django.conf import settings
from django.http import HttpRequest


def installation(request: HttpRequest) -> dict[str, bool]:
    """Say whether this is the demonstration, so that each page can admit it."""
    return {"demo": settings.DEMO}
