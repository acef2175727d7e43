"""One size of each picture for a device: a page that is kept cannot choose among files that are not there."""

import re

from django.utils.safestring import SafeString, mark_safe

#: The size to keep, if the picture comes in it: sharp on a phone, not heavy.
WIDTH = 800
PICTURE = re.compile(r"<picture\b[^>]*>(.*?)</picture>", re.DOTALL)
IMAGE = re.compile(r"<img\b[^>]*>")
WEBP = re.compile(r'<source\b[^>]*?type="image/webp"[^>]*>')
SET = re.compile(r'\ssrcset="([^"]*)"')
SIZES = re.compile(r'\ssizes="[^"]*"')
SOURCE = re.compile(r'\ssrc="[^"]*"')


def one_size_each(html: SafeString) -> SafeString:
    """Replace each ``<picture>`` by its ``<img>`` in one WebP size; a picture without WebP keeps its ``src``."""
    return mark_safe(PICTURE.sub(_one, html))  # noqa: S308 (a template's own output, only taken from)


def _one(found: re.Match[str]) -> str:
    image = IMAGE.search(found[1])
    if image is None:
        return ""
    plain = SIZES.sub("", SET.sub("", image[0]))
    chosen = _chosen(WEBP.search(found[1]))
    return SOURCE.sub(lambda _old: f' src="{chosen}"', plain) if chosen else plain


def _chosen(source: re.Match[str] | None) -> str:
    listed = SET.search(source[0]) if source else None
    pairs = [part.split() for part in listed[1].split(",")] if listed else []
    by_width = sorted((int(width.rstrip("w")), url) for url, width in (pair for pair in pairs if len(pair) == 2))
    return next((url for width, url in by_width if width >= WIDTH), by_width[-1][1] if by_width else "")
