"""Where the atlas stands among the pages, for whoever links to a muscle."""

from wagtail.models import Page

from content.addresses import path_of
from content.generation import keep_as


def atlas_path() -> str:
    """Return the path of the atlas page that everyone may open, with slashes at both ends; empty without one."""
    return keep_as("content:atlas:path", _read)


def _read() -> str:
    from content.models.atlas_page import AtlasPage  # the page type shows figures, which link to it

    page = AtlasPage.objects.live().public().order_by("pk").first()
    return path_of(Page.objects.get(pk=page.pk)) if page else ""
