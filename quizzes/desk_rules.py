"""The rules of the marking desk, without a database: when two markers agree, and until when one may appeal."""

from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction

APPEAL_TIME = timedelta(days=14)


class DeskRefusal(Exception):
    """The desk does not do what was asked; its text says why, for whoever asked."""


def agreed_share(shares: Sequence[Fraction], tolerance: Fraction) -> Fraction | None:
    """Return the mean of the markers' shares, exact; ``None`` if two of them lie further apart than ``tolerance``."""
    if max(shares) - min(shares) > tolerance:
        return None
    return sum(shares, Fraction(0)) / len(shares)


def as_percent(share: Fraction | None) -> str:
    """Return a share in percent with one decimal place at most, for people and for the audit trail."""
    return "" if share is None else f"{float(round(share * 100, 1)):g} %"
