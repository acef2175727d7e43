"""What a body says about itself: its sections, its words and how long they take to read."""

from dataclasses import dataclass
from math import ceil

from django.utils.html import strip_tags
from wagtail.blocks import StreamValue

from content.terms import plain_words

WORDS_PER_MINUTE = 220


@dataclass(frozen=True)
class Section:
    """A heading of the second level and its anchor."""

    title: str
    anchor: str


def sections_of(body: StreamValue) -> list[Section]:
    """Return the sections of ``body`` in their order."""
    headings = [block.value for block in body if block.block_type == "heading" and block.value["level"] == "2"]
    return [Section(plain_words(value["text"]), value.anchor_id()) for value in headings]


def words_of(body: StreamValue) -> str:
    """Return the words of ``body`` as one line of plain text."""
    parts = body.stream_block.get_searchable_content(body)
    return plain_words(" ".join(strip_tags(" ".join(str(part) for part in parts)).split()))


def minutes_to_read(body: StreamValue) -> int:
    """Return how many minutes ``body`` takes at 220 words a minute; at least one."""
    return max(1, ceil(len(words_of(body).split()) / WORDS_PER_MINUTE))
