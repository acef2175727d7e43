"""The published generation: a token that changes whenever something the public sees has changed.

Whatever is kept for everyone (whole pages, menu, footer) is kept together with the token and is void once the token
differs. A token, not a counter: a counter that the cache lost would start again and call old pages new.
"""

import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from content.at_hand import AtHand

KEY = "content:generation"
T = TypeVar("T")
_at_hand: AtHand[tuple[str, Any]] = AtHand(most=500, seconds=60)


def current_generation() -> str:
    """Return the token of now; make one if the cache has none."""
    return cache.get_or_set(KEY, _new_token, timeout=None) or _new_token()


def bump_generation() -> None:
    """Void everything kept for everyone: now, and again on commit for what was read from the old rows meanwhile."""
    _renew()
    transaction.on_commit(_renew)


def keep(request: HttpRequest, name: str, make: Callable[[], T]) -> T:
    """Return ``make()``, kept per host under ``name`` until the generation changes."""
    return keep_as(f"content:kept:{name}:{request.get_host()}", make)


def keep_as(key: str, make: Callable[[], T]) -> T:
    """Return ``make()``, kept under ``key`` until the generation changes. ``None`` is not kept.

    What this process has used lately is at hand; the cache then only says whether the generation is still the same.
    """
    generation = cache.get(KEY) or current_generation()
    kept = _at_hand.get(key)
    if kept is None or kept[0] != generation:
        kept = _fetch_or_make(key, generation, make)
    return kept[1]


def _fetch_or_make(key: str, generation: str, make: Callable[[], T]) -> tuple[str, T]:
    kept = cache.get(key)
    if kept is None or kept[0] != generation:
        kept = (generation, make())
        if kept[1] is None:
            return kept
        cache.set(key, kept, settings.PUBLIC_CACHE_SECONDS)
    _at_hand.put(key, kept)
    return kept


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
