"""Decimal numbers in files, as text that is exact and has one spelling."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Refusal

#: No number of a question has more digits before or after its point; more would only be an attack on memory.
MOST_DIGITS = 30
NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)


def number_of(value: Any) -> Decimal:
    """Return a number, with a point or a single comma for its decimals; raise Refusal for anything else."""
    text = str(value).strip().replace("\N{MINUS SIGN}", "-")
    if "." not in text and text.count(",") == 1:
        text = text.replace(",", ".")
    try:
        number = Decimal(text) if NUMBER.fullmatch(text) else None
    except InvalidOperation:
        number = None
    if number is None or abs(number.adjusted()) > MOST_DIGITS or len(number.as_tuple().digits) > MOST_DIGITS:
        raise Refusal(_("“%(text)s” is not a number that can be read.") % {"text": text[:40]})
    return number


def number_text(number: Decimal) -> str:
    """Return the one spelling of a number: no exponent, no zeros at the end."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def plain_number(value: Any) -> str:
    """Return a number of any kind in its one spelling; raise Refusal if it is none."""
    return number_text(number_of(value))
