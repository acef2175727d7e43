"""Reading numbers as people write them, and comparing them exactly."""

import re
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from quizzes.types.base import InvalidAnswer

LONGEST = 30
SPACES = re.compile(r"[\s\u00a0\u2009\u202f]+")
NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d{1,2})?", re.IGNORECASE)
AMBIGUOUS = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+")


def read_number(text: str) -> str:
    """Return a number in Python's own spelling; raise InvalidAnswer for what is none or could be two.

    "12,5" is twelve and a half; "1,200" could be 1200 or 1.2 and is refused. Spaces between digits are left out.
    """
    bare = SPACES.sub("", text).replace("\N{MINUS SIGN}", "-")
    if len(bare) > LONGEST or not NUMBER.fullmatch(bare):
        if bare.count(",") > 1 and AMBIGUOUS.fullmatch(bare) and len(bare) <= LONGEST:
            return bare.replace(",", "")
        raise InvalidAnswer(_("Write a number, such as 12 or 12.5."))
    if AMBIGUOUS.fullmatch(bare):
        raise InvalidAnswer(_("Is that a thousand or a decimal comma? Write 1200 or 1.2, without the comma."))
    return bare.replace(",", ".")


def half_unit(value: Decimal, figures: int) -> Fraction:
    """Return half a unit in the last of ``figures`` significant figures of ``value``: ½ · 10^(⌊log₁₀|v|⌋ − n + 1)."""
    return Fraction(10) ** (value.adjusted() - figures + 1) / 2 if value else Fraction(0)
