"""What the stored bodies of a page say, without rendering them: texts, links, anchors by block."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.db.models import Model
from django.utils.text import slugify
from wagtail.fields import RichTextField, StreamField

LINK = re.compile(r"<a\b([^>]*)>")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


@dataclass(frozen=True)
class Block:
    """A block as it is stored; ``place`` is its id, or the name of a field of rich text."""

    kind: str
    value: Any
    place: str

    def texts(self) -> Iterator[str]:
        """Give every text in the block, as HTML where it is rich."""
        return _texts(self.value)

    def links(self) -> Iterator[dict[str, str]]:
        """Give the attributes of each link."""
        for text in self.texts():
            for found in LINK.finditer(text):
                yield {name: unescape(value) for name, value in ATTRIBUTE.findall(found[1])}
        for url in _addresses(self.value):
            yield {"href": url}


def blocks_of(page: Model) -> Iterator[Block]:
    """Give the blocks of every body of ``page``, in order."""
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            for child in getattr(page, field.name).raw_data:
                yield Block(child["type"], child.get("value"), child.get("id") or field.name)
        elif isinstance(field, RichTextField):
            yield Block("text", getattr(page, field.name) or "", field.name)


def anchors_of(blocks: list[Block]) -> set[str]:
    """Return the anchors that headings make."""
    headings = [block.value for block in blocks if block.kind == "heading" and isinstance(block.value, dict)]
    return {value.get("anchor") or slugify(value.get("text", "")) for value in headings}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _addresses(value: Any) -> Iterator[str]:
    """Give what stands in the fields called ``url``."""
    if isinstance(value, dict):
        if isinstance(value.get("url"), str) and value["url"]:
            yield value["url"]
        for inner in value.values():
            yield from _addresses(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _addresses(inner)
