"""Is a file what its name says? A size limit and a look at its first bytes, for each type that we accept.

A signature is not a virus scan: it stops a web page or a program that is merely called ``.pdf``.
"""

import zipfile
from collections.abc import Callable, Iterable
from typing import IO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from content.webvtt import CaptionError, read_captions

HEAD_BYTES = 4096
CAPTIONS_MAX_BYTES = 2 * 1024 * 1024
#: What pictures of the same family as MP4 call themselves (HEIF, AVIF).
STILLS = {b"heic", b"heix", b"heim", b"heis", b"mif1", b"avif"}
OFFICE_PARTS = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}


def check_file(file: IO[bytes], *, extension: str) -> None:
    """Raise ValidationError unless ``file`` is small enough and its content is of the type that ``extension`` names."""
    limit = settings.DOCUMENT_MAX_BYTES
    if file.size > limit:  # type: ignore[attr-defined]
        raise ValidationError({"file": _("The file is larger than %(limit)s.") % {"limit": filesizeformat(limit)}})
    file.seek(0)
    if extension == "vtt":
        _check_captions(file)
        return
    fits = SIGNATURES.get(extension, _is_nothing_we_know)(file, extension)
    file.seek(0)
    if not fits:
        raise ValidationError({"file": _("The file's content is not of the type “%(type)s”.") % {"type": extension}})


def extension_of(file: IO[bytes], extensions: Iterable[str]) -> str:
    """Return which of ``extensions`` the content is of, whatever the file is called; "" if it is of none."""
    for extension in extensions:
        file.seek(0)
        if SIGNATURES[extension](file, extension):
            file.seek(0)
            return extension
    return ""


def _is_pdf(file: IO[bytes], _extension: str) -> bool:
    return file.read(HEAD_BYTES).startswith(b"%PDF-")


def _is_office(file: IO[bytes], extension: str) -> bool:
    if not zipfile.is_zipfile(file):
        return False
    names = zipfile.ZipFile(file).namelist()
    return "[Content_Types].xml" in names and any(name.startswith(OFFICE_PARTS[extension]) for name in names)


def _is_text(file: IO[bytes], _extension: str) -> bool:
    head = file.read(HEAD_BYTES)
    try:
        head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return len(head) == HEAD_BYTES and error.start > HEAD_BYTES - 4 and b"\0" not in head
    return b"\0" not in head


def _check_captions(file: IO[bytes]) -> None:
    """Captions and chapters are read whole: a fault in them would only show while the film plays."""
    try:
        read_captions(file.read(CAPTIONS_MAX_BYTES))
    except CaptionError as error:
        raise ValidationError({"file": str(error)}) from error
    finally:
        file.seek(0)


def _is_mp4(file: IO[bytes], _extension: str) -> bool:
    head = file.read(12)
    return head[4:8] == b"ftyp" and head[8:] not in STILLS


def _is_webm(file: IO[bytes], _extension: str) -> bool:
    return file.read(4) == b"\x1a\x45\xdf\xa3"


def _is_ogg(file: IO[bytes], _extension: str) -> bool:
    return file.read(4) == b"OggS"


def _is_mp3(file: IO[bytes], _extension: str) -> bool:
    head = file.read(3)
    return head == b"ID3" or (len(head) == 3 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0)


def _is_jpeg(file: IO[bytes], _extension: str) -> bool:
    return file.read(3) == b"\xff\xd8\xff"


def _is_png(file: IO[bytes], _extension: str) -> bool:
    return file.read(8) == b"\x89PNG\r\n\x1a\n"


def _is_webp(file: IO[bytes], _extension: str) -> bool:
    head = file.read(12)
    return head[:4] == b"RIFF" and head[8:] == b"WEBP"


def _is_nothing_we_know(_file: IO[bytes], _extension: str) -> bool:
    return False


SIGNATURES: dict[str, Callable[[IO[bytes], str], bool]] = {
    "pdf": _is_pdf,
    **dict.fromkeys(OFFICE_PARTS, _is_office),
    "txt": _is_text,
    "csv": _is_text,
    "mp4": _is_mp4,
    "mov": _is_mp4,
    "m4a": _is_mp4,
    "webm": _is_webm,
    "ogg": _is_ogg,
    "mp3": _is_mp3,
    "jpg": _is_jpeg,
    "jpeg": _is_jpeg,
    "png": _is_png,
    "webp": _is_webp,
}
