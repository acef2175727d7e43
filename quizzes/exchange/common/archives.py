"""Zip archives opened so that none can harm: no outside paths, no links, no bombs. Nothing is unpacked to a disk."""

import re
import stat
import zlib
from io import BytesIO
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Refusal

MOST_MEMBERS = 20_000
#: Bytes of all members together once they are unpacked.
LARGEST_UNPACKED = 300_000_000
#: How much smaller than its content a member may be; text of questions shrinks to a tenth or so.
STEEPEST = 200
#: Bytes below which the ratio says nothing.
SMALL = 1_000_000
SIGNATURE = b"PK\x03\x04"
ENTRY = b"PK\x01\x02"
BROKEN = (BadZipFile, LargeZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


def is_archive(body: bytes) -> bool:
    """Whether a file begins as an archive does."""
    return body.startswith(SIGNATURE)


def open_archive(body: bytes) -> ZipFile:
    """Return an archive whose members are safe to read; raise Refusal for any other."""
    if body.count(ENTRY) > 2 * MOST_MEMBERS:
        raise Refusal(_("The archive has more than %(n)d members.") % {"n": MOST_MEMBERS})
    try:
        archive = ZipFile(BytesIO(body))
    except BROKEN as error:
        raise Refusal(_("The archive cannot be opened: it is broken or no zip archive.")) from error
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise Refusal(_("The archive has more than %(n)d members.") % {"n": MOST_MEMBERS})
    for member in members:
        _check_member(member)
    if sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise Refusal(_("The archive unpacks to more than %(n)d MB.") % {"n": LARGEST_UNPACKED // 1_000_000})
    return archive


def read_member(archive: ZipFile, member: ZipInfo | str) -> bytes:
    """Return what a member holds, never more than the archive says; raise Refusal if it is broken or missing."""
    name = member if isinstance(member, str) else member.filename
    try:
        return archive.read(member)
    except KeyError as error:
        raise Refusal(_("%(name)s is not in the archive.") % {"name": name}) from error
    except BROKEN as error:
        raise Refusal(_("%(name)s in the archive is broken.") % {"name": name}) from error


def _check_member(member: ZipInfo) -> None:
    name = member.filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or re.match(r"[A-Za-z]:", name):
        raise Refusal(_("The archive reaches outside itself: %(name)s.") % {"name": name})
    if stat.S_ISLNK(member.external_attr >> 16):
        raise Refusal(_("The archive holds a link: %(name)s.") % {"name": name})
    if member.flag_bits & 0x1:
        raise Refusal(_("The archive is encrypted."))
    if member.file_size > max(SMALL, STEEPEST * member.compress_size):
        raise Refusal(_("The archive holds far more than it seems: %(name)s.") % {"name": name})
