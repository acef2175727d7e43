"""What every page shows around its own words: menu, footer, social cards, structured data.

Each works without a request, a site or a page: error pages and sign-in pages have none.
"""

from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.models import Page

from content.body_assets import assets_of, assets_of_block
from content.generation import keep
from content.navigation import footer_of, menu_of
from content.social import card_of
from content.structured_data import as_json
from content.terms import mark_terms

register = template.Library()


@register.inclusion_tag("content/tags/main_menu.html", takes_context=True)
def main_menu(context: Context) -> dict[str, Any]:
    """Show the pages of the menu; the one that holds this address is current."""
    request = context.get("request")
    if request is None:
        return {"items": []}
    items = menu_of(request)
    return {"items": [(item, _holds(item.path, request)) for item in items], "here": request.path}


@register.simple_tag(takes_context=True)
def footer(context: Context) -> SafeString:
    """Show the foot of the page from the academy's settings, as kept for everyone."""
    request = context.get("request")
    return keep(request, f"footer:{get_language()}", lambda: _footer(request)) if request else _footer(None)


def _footer(request: HttpRequest | None) -> SafeString:
    words = {"footer": footer_of(request) if request else None}
    return mark_safe(render_to_string("content/tags/footer.html", words))  # noqa: S308 - a template's own output


@register.inclusion_tag("content/tags/social_cards.html", takes_context=True)
def social_cards(context: Context, page: Page | str | None = None) -> dict[str, Any]:
    """Write canonical address, Open Graph and Twitter meta tags, and where the feeds are."""
    request = context.get("request")
    describe = getattr(page, "social_card", None)  # what is no page of the tree describes itself
    return {"card": describe(request) if describe else card_of(page if isinstance(page, Page) else None, request)}


@register.simple_tag(takes_context=True)
def structured_data(context: Context, page: Page | str | None = None) -> SafeString:
    """Write what ``page.structured_data(request)`` returns as JSON-LD.

    Such a block is data: browsers do not run it and the content security policy does not ask a nonce of it, so that the
    page can be kept for everyone.
    """
    describe = getattr(page, "structured_data", None)
    things = describe(context.get("request")) if describe else []
    return mark_safe("\n".join(_block(thing) for thing in things))  # noqa: S308 - each part is escaped by as_json


@register.inclusion_tag("content/tags/page_card.html")
def page_card(page: Page, level: int = 3) -> dict[str, Any]:
    """Show a page as a card, by the template that its type names; ``level`` is that of the heading."""
    return {
        "page": page,
        "card_template": getattr(page, "card_template", "content/cards/page.html"),
        "picture": getattr(page, "card_image", None),
        "album": getattr(page, "card_album", None),
        "level": level,
    }


@register.simple_block_tag
def terms(content: str) -> SafeString:
    """Explain the terms of the glossary in what stands between ``terms`` and ``endterms``, each once."""
    return mark_terms(content)


@register.inclusion_tag("content/tags/body_assets.html")
def body_assets(page: Page | str | None = None) -> dict[str, Any]:
    """Link the style sheets and scripts that only the blocks of ``page`` need."""
    return {"assets": assets_of(page) if isinstance(page, Page) else None}


@register.inclusion_tag("content/tags/body_assets.html")
def block_assets(bound_block: Any) -> dict[str, Any]:
    """Link what one block needs, for its preview."""
    return {"assets": assets_of_block(bound_block.block)}


@register.simple_tag
def include_once(template_name: str) -> SafeString:
    """Include a template that needs no context: rendered once in each process and language, anew while debugging."""
    render = _rendered.__wrapped__ if settings.DEBUG else _rendered
    return render(template_name, get_language())


@cache
def _rendered(template_name: str, _language: str | None) -> SafeString:
    return mark_safe(render_to_string(template_name))  # noqa: S308 - a template's own output


def _block(thing: dict[str, Any]) -> SafeString:
    return format_html('<script type="application/ld+json">{}</script>', as_json(thing))


def _holds(path: str, request: HttpRequest) -> bool:
    return request.path == path or (path != "/" and request.path.startswith(path))
