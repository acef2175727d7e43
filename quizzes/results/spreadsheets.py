"""Rows as files to take along: CSV row by row, XLSX written to disk as it grows; no cell is ever a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from tempfile import TemporaryFile
from typing import Any

from django.db.models import TextChoices
from django.http import FileResponse, StreamingHttpResponse
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from accounts.reports import without_formula

Rows = Iterable[Sequence[Any]]


class Format(TextChoices):
    """What a file may be."""

    CSV = "csv", "CSV"
    XLSX = "xlsx", "XLSX"

    @classmethod
    def read(cls, word: str | None) -> "Format":
        """Return what is asked for, CSV if that is nothing known."""
        return cls(word) if word in cls.values else cls.CSV


class _Line:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def answer_rows(rows: Rows, *, name: str, form: Format) -> StreamingHttpResponse:
    """Return ``rows`` as a file called ``name``; never kept by a browser or a proxy."""
    safe = ([without_formula(value) for value in row] for row in rows)
    response = _as_xlsx(safe, name) if form == Format.XLSX else _as_csv(safe, name)
    response.headers["Cache-Control"] = "no-store"
    return response


def _as_csv(rows: Rows, name: str) -> StreamingHttpResponse:
    writer = csv.writer(_Line())
    lines: Iterator[str] = (writer.writerow(row) for row in rows)  # it returns what write returns
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


def _as_xlsx(rows: Rows, name: str) -> FileResponse:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value for value in row])
    file = TemporaryFile()  # noqa: SIM115  # the answer closes it
    book.save(file)
    file.seek(0)
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"{name}.xlsx",
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
