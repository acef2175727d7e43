"""Telling the stem of a foreign text with gaps from the text itself."""

import re

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Data, Notes
from quizzes.exchange.common.texts import html_of_lines

NUMBERED = re.compile(r"\[(\d{1,2})\]")


def split_stem(text: str) -> Data:
    """Return stem and text of plain lines with [1], [2], …: the stem is what stands in paragraphs before the gaps."""
    before, sign, after = text.partition("[1]")
    stem, paragraph, rest = before.rpartition("\n\n")
    if paragraph:
        return {"stem": html_of_lines(stem) if "\n" in stem else stem, "text": rest + sign + after}
    return {"stem": _("Fill in the gaps."), "text": text}


def without_numbers(piece: str, notes: Notes) -> str:
    """Return a stretch of text in which no number in brackets looks like a gap."""
    if not NUMBERED.search(piece):
        return piece
    notes.append(_("Numbers in square brackets, which would be gaps, stand in round ones."))
    return NUMBERED.sub(r"(\1)", piece)
