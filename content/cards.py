"""Pages as cards in a list, whatever their type, in a number of queries that does not grow with the list.

A page type may name ``card_template`` (it gets ``page``, ``picture`` and ``level``) and ``card_image_field``, the
foreign key of the picture to show.
"""

from collections.abc import Iterable

from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Page

SPECS = ("fill-720x405|format-avif", "fill-720x405|format-webp")


def with_pictures(pages: Iterable[Page]) -> list[Page]:
    """Return ``pages`` with the picture of each fetched together with its renditions: two queries."""
    pages = list(pages)
    wanted = {image_id for page in pages if (image_id := _image_id(page))}
    images = get_image_model().objects.filter(pk__in=wanted).prefetch_renditions(*SPECS).in_bulk() if wanted else {}
    for page in pages:
        page.card_image = images.get(_image_id(page))
    return pages


def card_picture(page: Page) -> dict[str, AbstractImage | str] | None:
    """Return the renditions of the card's picture, best format first; nothing without one or if its file is lost."""
    image = getattr(page, "card_image", None)
    if image is None:
        return None
    try:
        renditions = image.get_renditions(*SPECS)
    except OSError:
        return None
    return {"avif": renditions[SPECS[0]], "webp": renditions[SPECS[1]]}


def _image_id(page: Page) -> int | None:
    return getattr(page, f"{getattr(page, 'card_image_field', 'social_image')}_id", None)
