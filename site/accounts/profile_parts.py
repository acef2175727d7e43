"""What apps above add to the profile page: each registers a part from its ``AppConfig.ready``."""

from collections.abc import Callable

from django.http import HttpRequest

Part = Callable[[HttpRequest], str]
_parts: list[Part] = []


def register_profile_part(part: Part) -> None:
    """Show ``part(request)``, safe HTML with a form of its own, below the names."""
    if part not in _parts:
        _parts.append(part)


def profile_parts(request: HttpRequest) -> list[str]:
    """Return what the apps show to the person who asks."""
    return [part(request) for part in _parts]
