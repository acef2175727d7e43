"""What stands in a cell: texts that no spreadsheet takes for a formula, and several texts in one cell."""

import re
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Refusal
from quizzes.exchange.common.numbers import number_text

#: What a spreadsheet would calculate, and words that it takes for an error of its own.
DANGEROUS = re.compile(r"'*(?:[=+\-@\t\r]|#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A)$)")


def shield(text: str) -> str:
    """Return a text with an apostrophe before what a spreadsheet would not leave as it is."""
    return "'" + text if DANGEROUS.match(text) else text


def unshield(text: str) -> str:
    """Return a text without the apostrophe that ``shield`` put before it."""
    return text[1:] if text.startswith("'") and DANGEROUS.match(text) else text


def join(texts: list[Any]) -> str:
    r"""Return several texts as one cell: "a | b", with \| for a stroke in a text."""
    return " | ".join(str(text).replace("\\", "\\\\").replace("|", "\\|") for text in texts)


def split(cell: str) -> list[str]:
    """Return the texts of a cell."""
    parts = [""]
    for piece in re.findall(r"\\[\\|]|[^\\|]+|.", cell, re.DOTALL):
        if piece == "|":
            parts.append("")
        else:
            parts[-1] += piece[1] if piece in {"\\\\", "\\|"} else piece
    return [part.strip() for part in parts if part.strip()]


def text_of(value: Any) -> str:
    """Return what a cell of a workbook says; raise Refusal for dates, into which spreadsheets turn texts."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int():
            return str(value)
        case float():
            return number_text(Decimal(repr(value)))
        case str():
            return unshield(value.strip())
    raise Refusal(_("A cell holds a date or the like (%(value)s): format it as text.") % {"value": value})
