"""How often one address may do a thing, counted in the shared cache in fixed windows."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


def may_go_on(request: HttpRequest, *, action: str, limit: int, seconds: int) -> bool:
    """Count this request of its address for ``action``; tell whether ``limit`` in ``seconds`` is kept."""
    key = f"content:limit:{action}:{get_adapter(request).get_client_ip(request)}"
    if cache.add(key, 1, seconds):
        return limit >= 1
    try:
        return cache.incr(key) <= limit
    except ValueError:  # the window ended between the two calls
        cache.set(key, 1, seconds)
        return limit >= 1
