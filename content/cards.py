"""Pages as cards in a list, whatever their type, in a number of queries that does not grow with the list.

A page type may name ``card_template`` (it gets ``page``, ``picture``, ``album`` and ``level``) and
``card_image_field``, the foreign key of the picture to show.
"""

from collections.abc import Iterable

from wagtail.images import get_image_model
from wagtail.models import Page

from content.album import Album


def with_pictures(pages: Iterable[Page]) -> list[Page]:
    """Return ``pages`` with the picture of each fetched together with its renditions: two queries."""
    pages = list(pages)
    wanted = {image_id for page in pages if (image_id := _image_id(page))}
    images = get_image_model().objects.in_bulk(wanted) if wanted else {}
    album = Album.of((key, "card") for key in images)
    for page in pages:
        page.card_image = images.get(_image_id(page))
        page.card_album = album
    return pages


def _image_id(page: Page) -> int | None:
    return getattr(page, f"{getattr(page, 'card_image_field', 'social_image')}_id", None)
