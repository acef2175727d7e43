"""Making and updating pages from the demo's files, so that a second run changes nothing."""

from pathlib import Path
from typing import Any

import yaml
from django.core.files.images import ImageFile
from wagtail.images import get_image_model

from content.source import Source, split_pieces
from content.source_blocks import stream_of

DATA = Path(__file__).resolve().parent


def read_yaml(file: Path) -> Any:
    """Return a YAML file's values."""
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def body_of(markdown: str, file: str):
    """Return Markdown with blocks, as it stands in a YAML value, as a body."""
    return stream_of(Source(file=file, meta={}, pieces=split_pieces(file, (markdown or "").strip().splitlines())))


def keep_image(file: Path, title: str, alt: str) -> Any:
    """Put a picture into the library once; it is known by its title."""
    images = get_image_model()
    image = images.objects.filter(title=title).first()
    if image is None:
        with file.open("rb") as opened:
            image = images(title=title, description=alt, file=ImageFile(opened, name=file.name))
            image.save()
    return image
