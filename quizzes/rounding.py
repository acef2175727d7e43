"""Rounding exact fractions once, for keeping."""

from decimal import Decimal
from fractions import Fraction

SHARE = Decimal("0.00000001")
MARK = Decimal("0.000001")


def as_decimal(fraction: Fraction, places: Decimal) -> Decimal:
    """Round an exact fraction once, half to even, for keeping."""
    scaled = round(fraction / Fraction(places))  # Python rounds a Fraction half to even, exactly
    return scaled * places
