"""How long a film is, from the first bytes of its file; nothing of it is decoded.

MP4 says it in the box ``mvhd`` (ISO/IEC 14496-12, 8.2.2), WebM in the element ``Duration`` (RFC 9559, 5.1.2.6).
"""

import struct
from typing import IO

MOST_BYTES = 64 * 1024
TIMESTAMP_SCALE, DURATION = b"\x2a\xd7\xb1\x83", b"\x44\x89"
NANOSECONDS = 1_000_000_000


def film_length(file: IO[bytes]) -> float | None:
    """Return the length in seconds; nothing if the file does not say so where it should."""
    file.seek(0)
    try:
        head = file.read(MOST_BYTES)
        if head[4:8] == b"ftyp":
            return _of_mp4(file)
        return _of_webm(head) if head.startswith(b"\x1a\x45\xdf\xa3") else None
    except (struct.error, IndexError, ZeroDivisionError):
        return None
    finally:
        file.seek(0)


def _of_mp4(file: IO[bytes]) -> float | None:
    """Go from box to box until ``moov``, whose first box is ``mvhd``."""
    place = 0
    while True:
        file.seek(place)
        size, kind = struct.unpack(">I4s", file.read(8))
        if size == 1:
            size = struct.unpack(">Q", file.read(8))[0]
        if kind == b"moov":
            return _of_movie(file.read(256))
        if size < 8:
            return None
        place += size


def _of_movie(box: bytes) -> float | None:
    start = box.find(b"mvhd")
    if start < 0:
        return None
    version = box[start + 4]
    form, place = (">IQ", start + 24) if version == 1 else (">II", start + 16)
    scale, duration = struct.unpack_from(form, box, place)
    return duration / scale


def _of_webm(head: bytes) -> float | None:
    found = head.find(DURATION)
    if found < 0:
        return None
    size = head[found + 2] & 0x7F
    duration = struct.unpack_from(">d" if size == 8 else ">f", head, found + 3)[0]
    scale = head.find(TIMESTAMP_SCALE)
    tick = int.from_bytes(head[scale + 4 : scale + 7], "big") if scale >= 0 else 1_000_000
    return duration * tick / NANOSECONDS
