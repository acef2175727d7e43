"""The body of a lesson or course as HTML, rendered once per published revision and language."""

import hashlib

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.models import Page

from content.album import Album
from content.pictures import pictures_in

#: An hour bounds how long a picture or a term that the body shows may differ from what its editor sees.
KEPT_SECONDS = 3600
#: So long is a body kept that shows a picture of which the worker is still making the other formats.
KEPT_UNTIL_MADE = 30


def body_html(page: Page, field: str = "body", *, draft: bool = False) -> SafeString:
    """Return the rendered StreamField ``field``; a ``draft`` is rendered anew each time."""
    if draft:
        return _render(page, field)
    key = f"body:{page.pk}:{field}:{_revision(page, field)}:{get_language()}"
    found = cache.get(key)
    if found is None:
        album = Album.of(pictures_in(list(getattr(page, field).raw_data)))
        found = str(_render(page, field, album))
        cache.set(key, found, KEPT_UNTIL_MADE if album.missing else KEPT_SECONDS)
    return mark_safe(found)  # noqa: S308 (our own template's output, escaped when it was rendered)


def _render(page: Page, field: str, album: Album | None = None) -> SafeString:
    words = {"page": page, "body": getattr(page, field)} | ({"album": album} if album else {})
    return render_to_string("content/blocks/body.html", words)


def _revision(page: Page, field: str) -> str:
    """A page that was made by a script has no revision: its own text stands for it."""
    if page.live_revision_id:
        return str(page.live_revision_id)
    return hashlib.sha256(repr(list(getattr(page, field).raw_data)).encode()).hexdigest()
