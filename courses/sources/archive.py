"""An archive of a course's files, opened with suspicion."""

import stat
import zipfile
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from django.utils.translation import gettext as _

MOST_FILES = 1000
MOST_BYTES = 200_000_000  # unpacked, all together
MOST_UPLOADED = 50_000_000  # as it comes
ENDINGS = {
    ".md",
    ".yaml",
    ".png",
    ".jpg",
    ".jpeg",
    ".webp",
    ".avif",
    ".gif",
    ".svg",
    ".pdf",
    ".docx",
    ".xlsx",
    ".txt",
    ".csv",
}
ENDINGS |= {".mp4", ".webm", ".mp3", ".m4a", ".ogg", ".vtt", ".pptx"}


class BadArchive(ValueError):
    """An archive that is not opened; the message says why."""


def pack(files: dict[str, bytes], *, folder: str) -> bytes:
    """Return the files, under ``folder``, as a ZIP archive."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"{folder}/{name}", content)
    return packed.getvalue()


def unpack(opened: BinaryIO, *, into: Path) -> Path:
    """Unpack an archive below ``into`` and return the folder that holds ``course.yaml``; else raise BadArchive."""
    try:
        with zipfile.ZipFile(opened) as archive:
            check(archive.infolist())
            _write(archive, into)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise BadArchive(_("This is not a ZIP archive that can be read: %(error)s") % {"error": error}) from error
    return _course_folder(into)


def check(entries: list[zipfile.ZipInfo]) -> None:
    """Raise BadArchive if the archive's own list says that it may not be opened."""
    if len(entries) > MOST_FILES:
        raise BadArchive(_("The archive holds more than %(most)d files.") % {"most": MOST_FILES})
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise _too_large()
    for entry in entries:
        path = PurePosixPath(entry.filename)
        if path.is_absolute() or ".." in path.parts or "\\" in entry.filename or _is_link(entry):
            raise BadArchive(_("“%(name)s” leads out of the archive.") % {"name": entry.filename})
        if not entry.is_dir() and path.suffix.lower() not in ENDINGS:
            raise BadArchive(_("“%(name)s” is no file of a course.") % {"name": entry.filename})


def _too_large() -> BadArchive:
    return BadArchive(_("Unpacked, the archive would be larger than %(most)d MB.") % {"most": MOST_BYTES // 10**6})


def _is_link(entry: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(entry.external_attr >> 16)


def _write(archive: zipfile.ZipFile, into: Path) -> None:
    """Write file by file; what is written is counted, whatever the archive's list claims."""
    left = MOST_BYTES
    for entry in archive.infolist():
        if entry.is_dir():
            continue
        with archive.open(entry) as packed:
            content = packed.read(left + 1)
        left -= len(content)
        if left < 0:
            raise BadArchive(
                _("Unpacked, the archive would be larger than %(most)d MB.") % {"most": MOST_BYTES // 10**6}
            )
        file = into / entry.filename
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _course_folder(into: Path) -> Path:
    found = sorted(into.rglob("course.yaml"), key=lambda file: len(file.parts))
    if not found:
        raise BadArchive(_("The archive holds no course.yaml."))
    return found[0].parent
