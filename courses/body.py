"""The body of a lesson or course as HTML, rendered once per published revision and language."""

import hashlib

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.models import Page

#: An hour bounds how long a picture or a term that the body shows may differ from what its editor sees.
KEPT_SECONDS = 3600


def body_html(page: Page, field: str = "body", *, draft: bool = False) -> SafeString:
    """Return the rendered StreamField ``field``; a ``draft`` is rendered anew each time."""
    if draft:
        return _render(page, field)
    key = f"body:{page.pk}:{field}:{_revision(page, field)}:{get_language()}"
    found = cache.get(key)
    if found is None:
        found = str(_render(page, field))
        cache.set(key, found, KEPT_SECONDS)
    return mark_safe(found)  # noqa: S308 (our own template's output, escaped when it was rendered)


def _render(page: Page, field: str) -> SafeString:
    return render_to_string("courses/body.html", {"page": page, "body": getattr(page, field)})


def _revision(page: Page, field: str) -> str:
    """A page that was made by a script has no revision: its own text stands for it."""
    if page.live_revision_id:
        return str(page.live_revision_id)
    return hashlib.sha256(repr(list(getattr(page, field).raw_data)).encode()).hexdigest()
