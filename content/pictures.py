"""Which cuts of a picture each place of the site shows, and in which formats.

A cut (``fill-…``) keeps the picture's focal point in sight. Photographs and paintings go out as AVIF, and as WebP for
browsers without it. Line art of few colours goes out as lossless WebP: it stays crisp, and is no larger than AVIF.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from wagtail.fields import StreamField


@dataclass(frozen=True)
class Shape:
    """The cuts of one kind of place, narrowest first, and how wide the place is (the ``sizes`` of HTML)."""

    cuts: tuple[str, ...]
    sizes: str


SHAPES = {
    "article-lead": Shape(("fill-640x256", "fill-1120x448", "fill-1680x672"), "(min-width: 75rem) 70rem, 100vw"),
    "card": Shape(("fill-360x203", "fill-720x405"), "(min-width: 75rem) 22rem, (min-width: 42rem) 50vw, 100vw"),
    "course-hero": Shape(("fill-480x360", "fill-800x600", "fill-1200x900"), "(min-width: 60rem) 34rem, 100vw"),
    "figure": Shape(("width-400", "width-800", "width-1200"), "(min-width: 48rem) 44rem, 100vw"),
    "home-hero": Shape(("fill-480x360", "fill-960x720"), "(min-width: 60rem) 30rem, 100vw"),
    "portrait": Shape(("fill-80x80", "fill-160x160"), "5rem"),
    "poster": Shape(("fill-1280x720",), "(min-width: 48rem) 44rem, 100vw"),
}
AVIF, WEBP, CRISP = "format-avif", "format-webp", "format-webp-lossless"
MIME_TYPES = {AVIF: "image/avif", WEBP: "image/webp", CRISP: "image/webp"}
#: What a shared page shows of a picture; made by ``content.social``.
SOCIAL = "fill-1200x630|format-jpeg|jpegquality-80"
#: Where the bodies keep a picture, by kind of block: names down to its key.
IN_BLOCKS = {
    "figure": ("figure", ("image", "image")),
    "hotspots": ("figure", ("image", "image")),
    "video": ("poster", ("poster",)),
}
Wanted = tuple[int, str]


def formats_of(*, line_art: bool) -> tuple[str, ...]:
    """Return the formats to offer, best first; every browser of today reads the last."""
    return (CRISP,) if line_art else (AVIF, WEBP)


def specs_of(shape: str, form: str) -> list[str]:
    """Return the rendition filters of one format of a shape."""
    return [f"{cut}|{form}" for cut in SHAPES[shape].cuts]


def all_specs(shape: str, *, line_art: bool) -> list[str]:
    """Return every rendition filter that a place of this shape, or ``social``, shows of a picture."""
    if shape == "social":
        return [SOCIAL]
    return [spec for form in formats_of(line_art=line_art) for spec in specs_of(shape, form)]


def pictures_in(raw: Sequence[dict[str, Any]]) -> Iterator[Wanted]:
    """Give the pictures that a stored body shows, each with its shape; nothing is read from the database."""
    for block in raw:
        shape, way = IN_BLOCKS.get(block["type"], ("", ()))
        found: Any = block.get("value")
        for name in way:
            found = found.get(name) if isinstance(found, dict) else found
        if shape and isinstance(found, int):
            yield found, shape


def pictures_of(page: Model) -> set[Wanted]:
    """Return what ``page`` shows: the fields that its type names in ``picture_shapes``, its card, its bodies."""
    shapes: dict[str, tuple[str, ...]] = dict(getattr(page, "picture_shapes", {}))
    card = getattr(page, "card_image_field", "")
    if card:
        shapes[card] = (*shapes.get(card, ()), "card", "social")
    wanted = {(key, shape) for name, named in shapes.items() for shape in named if (key := _key_at(page, name))}
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            wanted.update(pictures_in(list(getattr(page, field.name).raw_data)))
    return wanted


def _key_at(thing: Any, way: str) -> int | None:
    """Return the key of the picture at ``way``, a field or ``relation.field``."""
    *relations, name = way.split(".")
    for relation in relations:
        thing = getattr(thing, relation, None)
    return getattr(thing, f"{name}_id", None)
