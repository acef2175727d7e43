"""The published generation: a token that changes whenever something the public sees has changed.

Whatever is kept for everyone (whole pages, menu, footer) is kept together with the token and is void once the token
differs. A token, not a counter: a counter that the cache lost would start again and call old pages new.
"""

import uuid
from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse

KEY = "content:generation"
T = TypeVar("T")


def current_generation() -> str:
    """Return the token of now; make one if the cache has none."""
    return cache.get_or_set(KEY, _new_token, timeout=None) or _new_token()


def bump_generation() -> None:
    """Void everything kept for everyone: now, and again on commit for what was read from the old rows meanwhile."""
    _renew()
    transaction.on_commit(_renew)


def keep(request: HttpRequest, name: str, make: Callable[[], T]) -> T:
    """Return ``make()``, kept per host under ``name`` until the generation changes: one trip to the cache."""
    key = f"content:kept:{name}:{request.get_host()}"
    found = cache.get_many([KEY, key])
    generation = found.get(KEY) or current_generation()
    kept = found.get(key)
    if kept and kept[0] == generation:
        return kept[1]
    value = make()
    cache.set(key, (generation, value), settings.PUBLIC_CACHE_SECONDS)
    return value


def mark_public(response: HttpResponse) -> None:
    """Say that ``response`` is the same for everyone who is not signed in."""
    response.same_for_everyone = True  # type: ignore[attr-defined]


def is_marked_public(response: HttpResponse) -> bool:
    """Tell whether ``response`` was marked by ``mark_public``."""
    return getattr(response, "same_for_everyone", False)


def _renew() -> None:
    cache.set(KEY, _new_token(), timeout=None)


def _new_token() -> str:
    return uuid.uuid4().hex
