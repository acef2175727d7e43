"""From questions to the rows of our spreadsheet."""

from collections.abc import Iterator
from typing import Any

from quizzes.exchange.common.base import Data
from quizzes.exchange.sheet.cells import join, shield
from quizzes.exchange.sheet.columns import HEADER, PARTS, QUESTION, WITHIN


def rows_of(data: Data) -> Iterator[list[str]]:
    """Give the rows of a question; the first one tells what is the question's, each one a part."""
    whole = {column: _cell(data[column]) for column in QUESTION if column in data}
    parts = [part for listed in PARTS for part in _parts(data, listed)]
    for place, part in enumerate(parts or [{}]):
        cells = (whole if place == 0 else {"key": whole["key"]}) | part
        yield [shield(cells.get(column, "")) for column in HEADER]


def _parts(data: Data, listed: str) -> Iterator[dict[str, str]]:
    """Give the rows of a list, each followed by those of the list within it."""
    word, fields = PARTS[listed]
    for part in data.get(listed, []):
        yield {"part": word} | {column: _cell(part[name]) for column, name in fields.items() if name in part}
        if listed in WITHIN:
            yield from _parts(part, WITHIN[listed])


def _cell(value: Any) -> str:
    match value:
        case list():
            return join(value)
        case bool():
            return "yes" if value else "no"
    return str(value)
