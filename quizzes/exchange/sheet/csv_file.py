"""Our spreadsheet as a CSV file."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.exchange.common.base import Data, Notes, Reading, Refusal
from quizzes.exchange.common.bodies import decode
from quizzes.exchange.common.taking import written_items
from quizzes.exchange.sheet.cells import unshield
from quizzes.exchange.sheet.columns import HEADER
from quizzes.exchange.sheet.reading import Row, is_header, read_rows
from quizzes.exchange.sheet.writing import rows_of

NAME = "csv"
LABEL = gettext_lazy("Spreadsheet (CSV)")
FILENAME = "questions.csv"
DELIMITERS = ",;\t"
LOOKED_AT = 65_536


def recognises(name: str, body: bytes) -> bool:
    """Whether the first line names our columns."""
    first = body[:LOOKED_AT].decode("utf-8-sig", "replace").lstrip().partition("\n")[0]
    return _delimiter(first) is not None


def read(name: str, body: bytes) -> Reading:
    """Return the questions of a file, whatever of comma, semicolon and tab stands between its cells."""
    text = decode(body)
    start = len(text) - len(text.lstrip())
    delimiter = _delimiter(text[start : start + LOOKED_AT].partition("\n")[0])
    if delimiter is None:
        raise Refusal(_("The first line must name the columns key, type and stem."), 1)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = [cell.strip().lower() for cell in next(row for row in reader if any(cell.strip() for cell in row))]
    except csv.Error as error:
        raise Refusal(_("The first line cannot be read: %(what)s.") % {"what": error}, 1) from error
    return read_rows(header, _rows(reader, header, text.split("\n")))


def _delimiter(line: str) -> str | None:
    for delimiter in DELIMITERS:
        if is_header(next(csv.reader([line.partition("\r")[0]], delimiter=delimiter), [])):
            return delimiter
    return None


def _rows(reader: Any, header: list[str], lines: list[str]) -> Iterator[Row]:
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            start = next(csv.reader([lines[line - 1][:LOOKED_AT]], delimiter=reader.dialect.delimiter), [])
            yield Row(
                line, _told(header, start), _("From here on the file cannot be read: %(what)s.") % {"what": error}
            )
            return
        if told := _told(header, cells):
            yield Row(line, told)


def _told(header: list[str], cells: list[str]) -> dict[str, str]:
    return {name: unshield(cell.strip()) for name, cell in zip(header, cells, strict=False) if cell.strip()}


def write(questions: Iterable[Data], notes: Notes) -> bytes:
    """Return a file; it begins with a byte order mark, without which Excel misreads it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    for _data, rows in written_items(questions, notes, lambda data, _notes: list(rows_of(data))):
        writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")
