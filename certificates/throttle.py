"""How often one address may look up certificates."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

#: Look-ups an address may make in a window of so many seconds.
LIMIT, WINDOW = 60, 60


def too_many(request: HttpRequest) -> bool:
    """Count one look-up of this address; say whether it is over the limit."""
    return over(f"lookups.{get_adapter(request).get_client_ip(request)}", limit=LIMIT)


def over(name: str, *, limit: int) -> bool:
    """Count one use of ``name``; say whether there were more than ``limit`` in this window."""
    key = f"certificates.{name}"
    if cache.add(key, 1, WINDOW):
        return False
    try:
        return cache.incr(key) > limit
    except ValueError:  # the window closed between the two calls
        return False
