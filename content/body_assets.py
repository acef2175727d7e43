"""Which style sheets and scripts the blocks of a page need beside those of every page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from wagtail.blocks import Block
from wagtail.fields import StreamField

from content.blocks import BODY_BLOCKS

BLOCKS = dict(BODY_BLOCKS)
TERMS = (("term",), ("term-notes",))


@dataclass(frozen=True)
class Assets:
    """Names of files under ``css`` and ``js``, each once, in the order of the blocks."""

    css: tuple[str, ...]
    js: tuple[str, ...]


def assets_of(page: Model) -> Assets:
    """Return what the bodies of ``page`` need, by the kinds of blocks in them; nothing is read from the database."""
    needs = [need for raw in _raw_streams(page) for need in _needs(raw)]
    return _merged(needs)


def assets_of_block(block: Block) -> Assets:
    """Return what one block needs, for its preview."""
    return _merged([_named_by(block), TERMS])


def _raw_streams(page: Model) -> Iterator[list[dict[str, Any]]]:
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            yield list(getattr(page, field.name).raw_data)


def _needs(raw: list[dict[str, Any]]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    for kind in dict.fromkeys(child["type"] for child in raw):
        if kind in BLOCKS:
            yield _named_by(BLOCKS[kind])
    if "[[" in repr(raw):  # a list within a list looks the same: that costs one file, not a wrong page
        yield TERMS


def _named_by(block: Block) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(getattr(block.meta, "css", ())), tuple(getattr(block.meta, "js", ()))


def _merged(needs: list[tuple[tuple[str, ...], tuple[str, ...]]]) -> Assets:
    css = dict.fromkeys(name for sheets, _scripts in needs for name in sheets)
    js = dict.fromkeys(name for _sheets, scripts in needs for name in scripts)
    return Assets(tuple(css), tuple(js))
