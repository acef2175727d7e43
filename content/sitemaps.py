"""The sitemap: every page that everyone may find, and each place of the atlas, by its public address."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail.query import PageQuerySet

from content.addresses import path_of
from content.atlas.collection import places_of_atlas
from content.generation import mark_public
from content.public import public_pages


class PublicPages(Sitemap):
    """All public pages; new ones by themselves."""

    limit = 5000

    def items(self) -> PageQuerySet:
        return public_pages().order_by("path")

    def location(self, item: Page) -> str:
        return path_of(item)

    def lastmod(self, item: Page) -> datetime | None:
        return item.last_published_at or item.latest_revision_created_at

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.PUBLIC_URL).netloc

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.PUBLIC_URL).scheme


class AtlasPlaces(PublicPages):
    """Muscles, regions and the pain drawing, as long as everyone may open the atlas page."""

    def items(self) -> list[str]:
        return places_of_atlas()

    def location(self, item: str) -> str:
        return item

    def lastmod(self, item: str) -> None:
        return None


def serve_sitemap(request: HttpRequest) -> HttpResponse:
    """Answer ``/sitemap.xml``."""
    response = sitemap(request, {"pages": PublicPages, "atlas": AtlasPlaces}).render()
    mark_public(response)
    return response
