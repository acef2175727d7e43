"""Tables of Markdown: rows of cells between ``|``; a ``|`` within ``[[ ]]`` or after a backslash is its cell’s own."""

import re

from content.source import Piece

from .fields import FieldError

TABLE_RULE = re.compile(r"^:?-{2,}:?$")
BETWEEN = re.compile(r"(?<!\\)\|(?![^\[]*\]\])")


def rows_of(piece: Piece) -> list[list[str]]:
    """Return the rows of a table, the heading first, without the rule under it."""
    rows = [_cells(line) for line in piece.text.splitlines() if line.strip()]
    if len(rows) < 3 or not all(TABLE_RULE.match(cell) for cell in rows[1]):
        raise FieldError("a table is rows of | cells |, with a rule of dashes under the first row")
    for number, row in enumerate(rows, 1):
        if len(row) != len(rows[0]):
            raise FieldError(f"each row of the table needs {len(rows[0])} cells", line=number)
    return [rows[0], *rows[2:]]


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [cell.replace(r"\|", "|").strip() for cell in BETWEEN.split(inner)]
