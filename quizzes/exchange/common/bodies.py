"""The bytes of an upload and the text in them."""

from typing import BinaryIO

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Refusal

#: Bytes of a file that is read at all.
LARGEST_UPLOAD = 200_000_000


def bytes_of(body: BinaryIO | bytes) -> bytes:
    """Return the bytes of an upload; raise Refusal if there are too many."""
    data = body if isinstance(body, bytes) else body.read(LARGEST_UPLOAD + 1)
    if len(data) > LARGEST_UPLOAD:
        raise Refusal(_("The file is larger than %(n)d MB.") % {"n": LARGEST_UPLOAD // 1_000_000})
    return data


def decode(body: bytes) -> str:
    """Return UTF-8 as text, with or without a byte order mark; raise Refusal that names the first wrong byte."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refusal(_("The file is UTF-16: save it as UTF-8."), 1)
    try:
        return body.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        before = body[: error.start]
        line = before.count(b"\n") + 1
        raise Refusal(
            _("The file is not UTF-8: line %(line)d has the byte 0x%(byte)02X at place %(place)d. Save it as UTF-8.")
            % {"line": line, "byte": body[error.start], "place": error.start - (before.rfind(b"\n") + 1) + 1},
            line,
        ) from error
