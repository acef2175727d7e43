"""Films and recordings in parts, so that one can seek in them before they have been loaded.

Browsers ask for a range of bytes (RFC 9110, section 14); Wagtail's own view always sends the whole file. Only the kinds
of file that play are answered here, after every gate has had its say; the whole is left to that view.
"""

import re
from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

PLAYABLE = ("video/", "audio/")
LARGEST_PART = 1024 * 1024
#: For files that people handed in: opened by itself, none of them may do anything.
NOTHING_ACTS = "default-src 'none'; sandbox"
RANGE = re.compile(r"^bytes=(\d{0,18})-(\d{0,18})$")


class Playable(Protocol):
    """A kept file that says what it is: a document, the evidence of a practical."""

    file: Any

    @property
    def content_type(self) -> str:
        """Return the kind of file, as browsers know it."""

    @property
    def content_disposition(self) -> str:
        """Return whether it is shown or kept, and its name."""

    def get_file_hash(self) -> str:
        """Return what changes whenever the content does."""


def serve_part(document: Playable, request: HttpRequest) -> HttpResponse | None:
    """Answer for a film or recording: 206 for a range (416 if there is none such), 304, or its head; else nothing.

    At most one MiB at a time, whatever range was asked: a player asks again for what follows. A range of what the file
    was before (``If-Range``) is a question for the whole.
    """
    if not document.content_type.startswith(PLAYABLE) or request.method not in {"GET", "HEAD"}:
        return None
    etag = quote_etag(document.get_file_hash())
    response = get_conditional_response(request, etag=etag) or _answer(document, request, etag)
    if response is not None:
        for name, value in _headers(document, etag).items():
            response.headers[name] = value
    return response


def _answer(document: Playable, request: HttpRequest, etag: str) -> HttpResponse | None:
    size = document.file.size
    if request.method == "HEAD":
        return HttpResponse(content_type=document.content_type, headers={"Content-Length": str(size)})
    match = RANGE.match(request.headers.get("Range", ""))
    if not match or request.headers.get("If-Range", etag) != etag:
        return None
    wanted = find_range(match[1], match[2], size)
    if wanted is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, last = wanted
    headers = {"Content-Range": f"bytes {first}-{last}/{size}"}
    part = _bytes_between(document, first, last)
    return HttpResponse(part, status=206, content_type=document.content_type, headers=headers)


def find_range(first: str, last: str, size: int) -> tuple[int, int] | None:
    """Return the first and last byte meant by ``first-last`` of a file of ``size`` bytes, at most one MiB apart.

    ``-500`` are the last 500 bytes (RFC 9110, 14.1.2). Nothing if the file has no such bytes.
    """
    start = int(first) if first else max(0, size - int(last or 0))
    end = min(int(last), size - 1) if first and last else size - 1
    return (start, min(end, start + LARGEST_PART - 1)) if start <= end else None


def _headers(document: Playable, etag: str) -> dict[str, str]:
    """Private: who may have the file is asked at each request, so that no cache between answers for us."""
    return {
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, no-cache",
        "Content-Disposition": document.content_disposition,
        "Content-Security-Policy": NOTHING_ACTS,
        "ETag": etag,
        "X-Content-Type-Options": "nosniff",
    }


def _bytes_between(document: Playable, first: int, last: int) -> bytes:
    with document.file.open("rb") as file:
        file.seek(first)
        return file.read(last - first + 1)
