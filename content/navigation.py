"""The main menu, kept until something is published, and what the foot of the page says."""

from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import Page, Site

from content.addresses import path_of
from content.generation import keep
from content.models.settings import SiteSettings


@dataclass(frozen=True)
class MenuItem:
    """A page in the menu: ``path`` is where it stands, children included."""

    title: str
    path: str


@dataclass(frozen=True)
class Link:
    """Words and where they lead."""

    words: str
    href: str


@dataclass(frozen=True)
class Footer:
    """What the academy's settings say for the foot of each page."""

    academy_name: str
    strapline: str
    contact_email: str
    postal_address: str
    legal_line: str
    columns: tuple[tuple[str, tuple[Link, ...]], ...]


def menu_of(request: HttpRequest) -> list[MenuItem]:
    """Return the live, public children of the home page that are shown in menus, in their order."""
    return keep(request, "menu", lambda: _read_menu(request))


def _read_menu(request: HttpRequest) -> list[MenuItem]:
    site = Site.find_for_request(request)
    if site is None:
        return []
    children = Page.objects.child_of(site.root_page).live().in_menu().public()
    return [MenuItem(page.title, path_of(page)) for page in children]


def footer_of(request: HttpRequest) -> Footer:
    """Return the footer of the request's site; our own name alone where there is no site yet."""
    own = SiteSettings.read(Site.find_for_request(request))
    columns = tuple(
        (block.value["title"], tuple(Link(link.words(), link.href()) for link in block.value["links"] if link.href()))
        for block in own.footer_columns
    )
    return Footer(own.academy_name, own.strapline, own.contact_email, own.postal_address, own.legal_line, columns)
