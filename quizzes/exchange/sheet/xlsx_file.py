"""Our spreadsheet as an Excel workbook."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook, load_workbook

from quizzes.exchange.common.archives import is_archive, open_archive
from quizzes.exchange.common.base import Data, Notes, Reading, Refusal
from quizzes.exchange.common.taking import written_items
from quizzes.exchange.sheet.cells import text_of
from quizzes.exchange.sheet.columns import HEADER
from quizzes.exchange.sheet.reading import Row, is_header, read_rows
from quizzes.exchange.sheet.writing import rows_of

NAME = "xlsx"
LABEL = gettext_lazy("Spreadsheet (Excel)")
FILENAME = "questions.xlsx"
#: Columns that are looked at; a sheet can claim to have 16,384.
MOST_COLUMNS = 60
#: Excel cuts longer texts off.
LONGEST_CELL = 32_767


def recognises(name: str, body: bytes) -> bool:
    """Whether it is an archive with a workbook in it."""
    return is_archive(body) and b"xl/workbook.xml" in body


def read(name: str, body: bytes) -> Reading:
    """Return the questions of the first sheet."""
    open_archive(body).close()
    try:
        return _read(body)
    except Refusal:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part meets
        raise Refusal(_("The workbook cannot be read: it is broken, or declares what may do harm.")) from error


def _read(body: bytes) -> Reading:
    book = load_workbook(BytesIO(body), read_only=True, keep_links=False)
    sheet, *others = book.worksheets
    sheet.reset_dimensions()
    rows = enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1)
    header: list[str] = []
    for _line, cells in rows:
        if any(cell.value is not None for cell in cells):
            header = [str(cell.value or "").strip().lower() for cell in cells]
            break
    if not is_header(header):
        raise Refusal(_("The first line must name the columns key, type and stem."), 1)
    found = read_rows(header, _rows(rows, header))
    if others:
        note = _("Only the first sheet is read, “%(name)s”.") % {"name": sheet.title}
        return Reading(found.items, (*found.notes, note))
    return found


def _rows(rows: Iterable[tuple[int, tuple[Any, ...]]], header: list[str]) -> Iterator[Row]:
    for line, cells in rows:
        told: dict[str, str] = {}
        fault = ""
        for name, cell in zip(header, cells, strict=False):
            try:
                text = _text(cell)
            except Refusal as refusal:
                fault, text = str(refusal), ""
            if text:
                told[name] = text
        if told or fault:
            yield Row(line, told, fault)


def _text(cell: Any) -> str:
    if cell.value is None:
        return ""
    if cell.data_type == "f":
        raise Refusal(_("A cell holds a formula: put its value there."))
    if cell.data_type == "e":
        raise Refusal(_("A cell holds an error: %(value)s.") % {"value": cell.value})
    return text_of(cell.value)


def write(questions: Iterable[Data], notes: Notes) -> bytes:
    """Return a workbook of one sheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Questions"))
    sheet.freeze_panes = "D2"
    sheet.append(list(HEADER))
    for _data, rows in written_items(questions, notes, _rows_of):
        for row in rows:
            sheet.append([text or None for text in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _rows_of(data: Data, _notes: Notes) -> list[list[str]]:
    rows = list(rows_of(data))
    if any(len(cell) > LONGEST_CELL for row in rows for cell in row):
        raise Refusal(_("Excel holds no text of more than %(n)d characters.") % {"n": LONGEST_CELL})
    return rows
