"""Making and updating pages from the demo's files, so that a second run changes nothing."""

from pathlib import Path
from typing import Any, TypeVar

import yaml
from django.core.files.images import ImageFile
from wagtail.images import get_image_model
from wagtail.models import Page

from content.source import Source, read_source, split_pieces
from content.source_blocks import stream_of

DATA = Path(__file__).resolve().parent
PageType = TypeVar("PageType", bound=Page)


def read_yaml(file: Path) -> Any:
    """Return a YAML file's values."""
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def keep_page(parent: Page, page_type: type[PageType], slug: str, values: dict[str, Any]) -> PageType:
    """Make the child ``slug`` of ``parent`` or bring it to ``values``; publish a revision only if something changed."""
    page = page_type.objects.child_of(parent).filter(slug=slug).first()
    if page is None:
        page = parent.specific.add_child(instance=page_type(slug=slug, **values))
        page.save_revision().publish()
        parent.refresh_from_db()
        return page
    before = page.serializable_data()
    for name, value in values.items():
        setattr(page, name, value)
    if _content(page.serializable_data()) != _content(before):
        page.save_revision().publish()
    return page


def _content(data: Any) -> Any:
    """Strip what differs between two equal bodies: the ids of blocks."""
    if isinstance(data, str) and data[:1] == "[":
        return _content(yaml.safe_load(data))
    if isinstance(data, dict):
        return {key: _content(value) for key, value in data.items() if key != "id"}
    if isinstance(data, list):
        return [_content(value) for value in data]
    return data


def body_of(markdown: str, file: str, images: dict[str, int] | None = None):
    """Return Markdown with blocks, as it stands in a YAML value, as a body."""
    return stream_of(Source(file=file, meta={}, pieces=split_pieces(file, unindented(markdown))), images)


def unindented(markdown: str) -> list[str]:
    return (markdown or "").strip().splitlines()


def words(kind: str, values: list[str]) -> list[tuple[str, str]]:
    """Return plain sentences as a stream of one kind of block."""
    return [(kind, value) for value in values]


def keep_image(file: Path, title: str, alt: str) -> Any:
    """Put a picture into the library once; it is known by its title."""
    images = get_image_model()
    image = images.objects.filter(title=title).first()
    if image is None:
        with file.open("rb") as opened:
            image = images(title=title, description=alt, file=ImageFile(opened, name=file.name))
            image.save()
    return image


__all__ = ["DATA", "body_of", "keep_image", "keep_page", "read_source", "read_yaml", "stream_of", "words"]
