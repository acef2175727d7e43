"""Do the links of a page lead anywhere? External ones are only listed here; a task asks them."""

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from content.atlas.collection import places_of_atlas

from .bodies import Block, anchors_of
from .finding import Finding, Kind, Severity


def check_links(blocks: list[Block]) -> Iterator[Finding]:
    """Give what is wrong with the links in ``blocks``, and each external one as a note."""
    links = [(block, link) for block in blocks for link in block.links()]
    pages = {key for _block, link in links if link.get("linktype") == "page" and (key := _key(link))}
    documents = {key for _block, link in links if link.get("linktype") == "document" and (key := _key(link))}
    there = {
        "page": dict(Page.objects.filter(pk__in=pages).values_list("pk", "live")),
        "document": dict.fromkeys(
            get_document_model().objects.filter(pk__in=documents).values_list("pk", flat=True), 1
        ),
    }
    anchors = anchors_of(blocks)
    for block, link in links:
        kind = link.get("linktype", "")
        if kind in there:
            yield from _to_ours(block, kind, there[kind].get(_key(link)))
        else:
            yield from _to_address(block, link.get("href", "").strip(), anchors)


def _to_ours(block: Block, kind: str, state: bool | None) -> Iterator[Finding]:
    if state is None:
        words = _("A link leads to a page that is gone.") if kind == "page" else _("A link leads to a lost document.")
        yield Finding(Kind.LINK, Severity.ERROR, words, block.place)
    elif not state:
        yield Finding(Kind.LINK, Severity.WARNING, _("A link leads to a page that is not published."), block.place)


def _to_address(block: Block, href: str, anchors: set[str]) -> Iterator[Finding]:
    parts = urlsplit(href)
    if not href:
        yield Finding(Kind.LINK, Severity.ERROR, _("A link leads nowhere."), block.place)
    elif parts.scheme in {"http", "https"}:
        yield Finding(Kind.EXTERNAL, Severity.NOTE, href[:300], block.place, url=href)
    elif href.startswith("#"):
        if unquote(parts.fragment) not in anchors:
            words = _("“%(href)s” is no heading of this page.") % {"href": href}
            yield Finding(Kind.LINK, Severity.WARNING, words, block.place)
    elif href.startswith("/") and not _is_an_address(parts.path):
        yield Finding(Kind.LINK, Severity.ERROR, _("“%(href)s” leads to no page.") % {"href": href}, block.place)


def _is_an_address(path: str) -> bool:
    """Say whether ``path`` is a live page, a redirect or a view that always answers."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    below = f"{site.root_page.url_path.rstrip('/')}{path}" if site else path
    if Page.objects.live().filter(url_path=below.rstrip("/") + "/").exists() or path in places_of_atlas():
        return True
    if Redirect.get_for_site(site).filter(old_path=Redirect.normalise_path(path)).exists():
        return True
    try:
        match = resolve(path)
    except Resolver404:
        return False
    return match.url_name != "wagtail_serve" and not match.kwargs


def _key(link: dict[str, str]) -> int | None:
    return int(link["id"]) if link.get("id", "").isdigit() else None
