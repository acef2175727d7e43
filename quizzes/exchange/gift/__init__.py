"""GIFT, Moodle's text format for questions."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext_lazy

from quizzes.exchange.common.base import Data, Notes, Reading
from quizzes.exchange.common.bodies import decode
from quizzes.exchange.common.taking import with_keys, written_items
from quizzes.exchange.gift.reading import taken_blocks
from quizzes.exchange.gift.source import blocks
from quizzes.exchange.gift.writing import write_question

NAME = "gift"
LABEL = gettext_lazy("GIFT")
FILENAME = "questions.gift"
LOOKED_AT = 1_000_000
SIGN = re.compile(rb"(?<!\\)\{|^\s*::|^\s*\$CATEGORY:", re.MULTILINE)


def recognises(name: str, body: bytes) -> bool:
    """Whether there are braces, titles or categories, or the name says so."""
    return name.lower().endswith(".gift") or bool(SIGN.search(body[:LOOKED_AT]))


def read(name: str, body: bytes) -> Reading:
    """Return the questions of a file."""
    return Reading(tuple(with_keys(taken_blocks(blocks(decode(body))))))


def write(questions: Iterable[Data], notes: Notes) -> bytes:
    """Return a file."""
    return "".join(text for _data, text in written_items(questions, notes, write_question)).encode()
