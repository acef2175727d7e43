"""Addresses as the world outside must write them: always on ``PUBLIC_URL``."""

from urllib.parse import urljoin

from django.conf import settings
from wagtail.models import Page


def absolute(path: str) -> str:
    """Return ``path`` on the public address; an address that is already whole stays."""
    return urljoin(f"{settings.PUBLIC_URL}/", path)


def path_of(page: Page) -> str:
    """Return the page's path on its site; empty for a page outside every site."""
    parts = page.get_url_parts()
    return (parts[2] or "") if parts else ""


def address_of(page: Page) -> str:
    """Return the page's whole public address."""
    return absolute(path_of(page) or "/")
