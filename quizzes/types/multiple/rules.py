"""The published scoring rules for "pick several": exact, between 0 and 1, never negative.

``k`` is the number of keys, ``r`` of right picks, ``w`` of wrong picks. Sources: Ripkey et al. 1996; Bauer et al. 2011
(PS50, PS1/m); Orgnero & Ulloa for OU. PS50 and PS1/m reward picking everything, so callers cap the picks at ``k``.
"""

from collections.abc import Callable
from fractions import Fraction

Rule = Callable[[int, int, int], Fraction]

HALF = Fraction(1, 2)


def all_or_nothing(k: int, r: int, w: int) -> Fraction:
    """1 if all keys and nothing else were picked, else 0."""
    return Fraction(int(r == k and w == 0))


def ps50(k: int, r: int, w: int) -> Fraction:
    """1 if exactly right; a half if at least half of the keys were picked; else 0."""
    if r == k and w == 0:
        return Fraction(1)
    return HALF if 2 * r >= k else Fraction(0)


def ps1m(k: int, r: int, _w: int) -> Fraction:
    """1/k for each right pick."""
    return Fraction(r, k)


def right_minus_wrong(k: int, r: int, w: int) -> Fraction:
    """1/k for each right pick, minus 1/k for each wrong one, not below 0."""
    return Fraction(max(r - w, 0), k)


def ripkey(k: int, r: int, w: int) -> Fraction:
    """1/k for each right pick; 0 if more than k were picked."""
    return Fraction(r, k) if r + w <= k else Fraction(0)


def ou(k: int, r: int, w: int) -> Fraction:
    """1/k for each right pick, as long as the wrong picks leave room: max(min(r, k − w), 0)/k."""
    return Fraction(max(min(r, k - w), 0), k)


RULES: dict[str, Rule] = {rule.__name__: rule for rule in (ps1m, all_or_nothing, ps50, right_minus_wrong, ripkey, ou)}
#: Rules under which picking everything pays; without a cap of its own a question then takes at most ``k`` picks.
CAPPED_RULES = frozenset({"ps1m", "ps50"})
