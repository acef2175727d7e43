"""From questions to the rows of our spreadsheet."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Data, Refusal
from quizzes.exchange.sheet.cells import join, shield
from quizzes.exchange.sheet.columns import HEADER, PARTS, QUESTION, WITHOUT_PLACE


def rows_of(data: Data) -> Iterator[list[str]]:
    """Give the rows of a question; the first one tells what is the question's, each one a part.

    Raise Refusal for a type that rows cannot hold.
    """
    if data["type"] in WITHOUT_PLACE:
        raise Refusal(_("The spreadsheet has no questions of the type “%(type)s”.") % {"type": data["type"]})
    whole = {column: _cell(data[column]) for column in QUESTION if column in data}
    parts = [
        {"part": word} | {column: _cell(part[name]) for column, name in fields.items() if name in part}
        for listed, (word, fields) in PARTS.items()
        for part in data.get(listed, [])
    ]
    for place, part in enumerate(parts or [{}]):
        cells = (whole if place == 0 else {"key": whole["key"]}) | part
        yield [shield(cells.get(column, "")) for column in HEADER]


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return join(value)
    return "yes" if value is True else str(value)
