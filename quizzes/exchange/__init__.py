"""Questions in and out of files of other systems; pure functions on question data, without a database.

``read(name, body)`` finds what a file holds, whatever its format; ``write(format, questions)`` makes a file.
"""

from collections.abc import Iterable
from typing import BinaryIO

from django.utils.translation import gettext as _

from quizzes.exchange import aiken, gift, moodle
from quizzes.exchange.common.base import Data, Format, Notes, Reading, Refusal, Taken, Written
from quizzes.exchange.common.bodies import LARGEST_UPLOAD, bytes_of
from quizzes.exchange.common.tidy import tidy
from quizzes.exchange.common.xml_tree import root_name
from quizzes.exchange.qti import v3, v21
from quizzes.exchange.sheet import csv_file, xlsx_file

__all__ = ["FORMATS", "LARGEST_UPLOAD", "Reading", "Refusal", "Taken", "Written", "read", "tidy", "write"]

OLD_EXCEL = b"\xd0\xcf\x11\xe0"
#: Every format, one module each; a file is of the first that recognises it.
FORMATS: dict[str, Format] = {module.NAME: module for module in (xlsx_file, v3, v21, moodle, csv_file, aiken, gift)}


def read(name: str, body: BinaryIO | bytes, format: str = "") -> Reading:
    """Return everything question-like in a file; one that cannot be read as a whole is a single refusal.

    The format is recognised unless it is named.
    """
    try:
        data = bytes_of(body)
        form = FORMATS[format] if format else _format_of(name, data)
        found = form.read(name, data)
    except Refusal as refusal:
        return Reading((Taken(refusal.line, name, None, (), str(refusal)),))
    nothing = Taken(None, name, None, (), _("There is no question in the file."))
    return Reading(found.items or (nothing,), found.notes, form.NAME)


def write(format: str, questions: Iterable[Data]) -> Written:
    """Return the questions as a file of the format named; its notes say what could not be written faithfully."""
    notes: Notes = []
    form = FORMATS[format]
    return Written(form.write(questions, notes), form.FILENAME, tuple(notes))


def _format_of(name: str, body: bytes) -> Format:
    for form in FORMATS.values():
        if form.recognises(name, body):
            return form
    if name.lower().endswith(".xml") or body[:100].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise Refusal(
            _("This is XML, but of no kind that can be read: its root is “%(root)s”.") % {"root": root_name(body)}
        )
    if body.startswith(OLD_EXCEL):
        raise Refusal(_("This is a workbook of old Excel: save it as .xlsx."))
    known = ", ".join(str(form.LABEL) for form in FORMATS.values())
    raise Refusal(_("This is none of the formats that can be read: %(known)s.") % {"known": known})
