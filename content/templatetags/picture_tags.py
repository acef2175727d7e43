"""Pictures on a page: in several sizes and formats, cut around what matters, with the space kept for them."""

from typing import Any

from django import template
from django.core.cache import cache
from django.template import Context
from wagtail.blocks import StreamValue
from wagtail.images.models import AbstractImage

from content.album import Album
from content.pictures import pictures_in
from content.tasks import make_pictures

register = template.Library()
ASKED_SECONDS = 600


@register.simple_tag(takes_context=True)
def body_pictures(context: Context, body: StreamValue | None) -> str:
    """Read the renditions of all pictures of ``body`` at once, unless whoever renders it has done so."""
    if "album" not in context:
        context["album"] = Album.of(pictures_in(list(body.raw_data) if isinstance(body, StreamValue) else []))
    return ""


@register.inclusion_tag("content/tags/picture.html", takes_context=True)
def shaped_picture(context: Context, image: AbstractImage | None, shape: str, **words: Any) -> dict[str, Any]:
    """Show ``image`` in a shape of ``content.pictures``.

    ``alt``: its alternative text, else that of the block or the picture; ``css``: a class; ``lead``: it stands at the
    top of the page and is loaded at once, before all other pictures.
    """
    if not image:  # none, or the empty text that a template makes of a preview without one
        return {}
    album = context.get("album")
    if album is None or (image.pk, shape) not in album.wanted:
        album = Album.of([(image.pk, shape)])
    shown = album.show(image, shape)
    if (image.pk, shape) in album.missing:
        _ask_for(image.pk, shape)
    alt = words.pop("alt", None)
    return {"shown": shown, "alt": _words_of(image) if alt is None else alt, **words}


@register.simple_tag(takes_context=True)
def picture_address(context: Context, image: AbstractImage | None, shape: str) -> str:
    """Return the address of the widest file that every browser reads, where HTML takes but one; empty without one."""
    shown = shaped_picture(context, image, shape).get("shown")
    return shown.fallback.widest.url if shown else ""


def _words_of(image: AbstractImage) -> str:
    words = getattr(image, "contextual_alt_text", None)
    return image.default_alt_text if words is None else words


def _ask_for(key: int, shape: str) -> None:
    """Have the worker make what is missing; once in ten minutes, for a lost file is missing for ever."""
    if cache.add(f"pictures:asked:{key}:{shape}", 1, ASKED_SECONDS):
        make_pictures.enqueue([[key, shape]])
