"""Making the renditions that pages show, ahead of their visitors."""

import logging
from collections import defaultdict
from collections.abc import Iterable

from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from content.album import LOST
from content.generation import bump_generation
from content.pictures import Wanted, all_specs, pictures_of

logger = logging.getLogger("academy.pictures")


def make_pictures(*, wanted: Iterable[Wanted]) -> int:
    """Make what is missing of the ``wanted`` pictures; return for how many there was something to make.

    A file that is lost or cannot be read is logged and left out. What is there is not made again.
    """
    specs: dict[int, set[str]] = defaultdict(set)
    wanted = set(wanted)
    images = get_image_model().objects.prefetch_related("renditions").in_bulk({key for key, _shape in wanted})
    for key, shape in wanted:
        if key in images:
            specs[key].update(all_specs(shape, line_art=images[key].line_art))
    made = sum(_make(images[key], sorted(names)) for key, names in specs.items())
    if made:
        bump_generation()
    return made


def make_pictures_of_page(*, page_id: int) -> int:
    """Make what a live page shows."""
    page = Page.objects.live().filter(pk=page_id).specific().first()
    return make_pictures(wanted=pictures_of(page)) if page else 0


def make_pictures_of_image(*, image_id: int) -> int:
    """Make a changed picture anew for every live page that shows it."""
    image = get_image_model().objects.filter(pk=image_id).first()
    if image is None:
        return 0
    users = ReferenceIndex.get_references_to(image).values_list("base_content_type__model", "object_id")
    pages = Page.objects.live().filter(pk__in=[key for kind, key in users if kind == "page"]).specific()
    return make_pictures(wanted={pair for page in pages for pair in pictures_of(page) if pair[0] == image_id})


def _make(image, specs: list[str]) -> bool:
    there = {rendition.pk for rendition in image.renditions.all()}
    try:
        found = image.get_renditions(*specs)
    except LOST as error:
        logger.warning("picture %s cannot be made: %s", image.pk, error)
        return False
    return any(rendition.pk not in there for rendition in found.values())
