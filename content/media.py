"""Films and recordings in parts, so that one can seek in them before they have been loaded.

Browsers ask for a range of bytes; Wagtail's own view always sends the whole file. Only the kinds of file that play are
answered here, after every gate has had its say.
"""

import re

from django.http import HttpRequest, HttpResponse

from content.models import AcademyDocument

PLAYABLE = ("video/", "audio/")
LARGEST_PART = 1024 * 1024
RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")


def serve_part(document: AcademyDocument, request: HttpRequest) -> HttpResponse | None:
    """Answer a request for a range of a film or recording with 206 (416 if there is no such range); else nothing.

    At most one MiB at a time, whatever was asked: a player asks again for what follows.
    """
    match = RANGE.match(request.headers.get("Range", ""))
    if not match or not document.content_type.startswith(PLAYABLE) or "If-Range" in request.headers:
        return None
    size = document.file.size
    wanted = find_range(match[1], match[2], size)
    if wanted is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, last = wanted
    headers = _headers(document) | {"Content-Range": f"bytes {first}-{last}/{size}"}
    return HttpResponse(
        _bytes_between(document, first, last), status=206, content_type=document.content_type, headers=headers
    )


def find_range(first: str, last: str, size: int) -> tuple[int, int] | None:
    """Return the first and last byte meant by ``first-last`` of a file of ``size`` bytes, at most one MiB apart.

    ``-500`` are the last 500 bytes (RFC 9110, 14.1.2). Nothing if the file has no such bytes.
    """
    start = int(first) if first else max(0, size - int(last or 0))
    end = min(int(last), size - 1) if first and last else size - 1
    return (start, min(end, start + LARGEST_PART - 1)) if start <= end else None


def _headers(document: AcademyDocument) -> dict[str, str]:
    return {
        "Accept-Ranges": "bytes",
        "Content-Disposition": document.content_disposition,
        "Content-Security-Policy": "default-src 'none'",
        "X-Content-Type-Options": "nosniff",
    }


def _bytes_between(document: AcademyDocument, first: int, last: int) -> bytes:
    with document.file.open("rb") as file:
        file.seek(first)
        return file.read(last - first + 1)
