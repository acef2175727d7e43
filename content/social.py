"""How a page looks when it is shared: title, words, address and a picture of 1200 by 630."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from wagtail.images.models import AbstractImage
from wagtail.models import Page, Site

from content.addresses import absolute, address_of
from content.generation import keep
from content.models.settings import SiteSettings
from content.pictures import SOCIAL


@dataclass(frozen=True)
class Picture:
    """A rendition by its absolute address, with its alternative text."""

    url: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class Card:
    """All that the meta tags say."""

    site_name: str
    title: str
    description: str
    url: str
    kind: str
    picture: Picture | None
    indexed: bool


@dataclass(frozen=True)
class Defaults:
    """What a page falls back on, kept per host."""

    site_name: str
    strapline: str
    picture: Picture | None


def card_of(page: Page | None, request: HttpRequest | None) -> Card:
    """Describe ``page``; without one, the site. A page outside public lists gets no picture and no index."""
    defaults = site_defaults(request)
    if not isinstance(page, Page):
        url = absolute(request.path) if request else settings.PUBLIC_URL
        return Card(defaults.site_name, "", defaults.strapline, url, "website", defaults.picture, True)
    listed = getattr(page, "public_listing", True)
    return Card(
        site_name=defaults.site_name,
        title=page.seo_title or page.title,
        description=page.search_description or getattr(page, "summary", "") or defaults.strapline,
        url=address_of(page),
        kind=getattr(page, "social_kind", "website"),
        picture=(own_picture(page) or defaults.picture) if listed else None,
        indexed=listed,
    )


def own_picture(page: Page) -> Picture | None:
    """Return the page's social image, else its lead image."""
    for name in ("social_image", "lead_image", "hero_image"):
        if getattr(page, f"{name}_id", None):
            return picture_of(getattr(page, name))
    return None


def picture_of(image: AbstractImage | None) -> Picture | None:
    """Return ``image`` cut for cards; nothing if there is none or its file is lost."""
    if image is None:
        return None
    try:
        rendition = image.get_rendition(SOCIAL)
    except OSError:
        return None
    return Picture(absolute(rendition.url), image.default_alt_text, rendition.width, rendition.height)


def site_defaults(request: HttpRequest | None) -> Defaults:
    """Return the academy's name, line and picture; our own name where there is no site yet."""
    if request is None:
        return _read_defaults(None)
    return keep(request, "social", lambda: _read_defaults(request))


def _read_defaults(request: HttpRequest | None) -> Defaults:
    own = SiteSettings.read(Site.find_for_request(request) if request else None)
    return Defaults(own.academy_name, own.strapline, picture_of(own.default_social_image))
