"""Counting what one person does within a minute, in the cache that all workers share."""

import time

from django.core.cache import cache

WINDOW_SECONDS = 60


def is_too_often(*, what: str, who: object, limit: int) -> bool:
    """Count one more ``what`` by ``who``; whether that makes more than ``limit`` within a minute of their first.

    The minute begins with the first, not with the clock's: else twice as many would pass about the full minute.
    """
    since = cache.get_or_set(f"rate:{what}:{who}", time.time, WINDOW_SECONDS)
    key = f"rate:{what}:{who}:{since}"
    if cache.add(key, 1, WINDOW_SECONDS * 2):
        return limit < 1
    try:
        return cache.incr(key) > limit
    except ValueError:  # it ran out between the two
        return False
