"""What can be told of the blocks of a page one by one."""

from collections.abc import Iterator

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from content.terms import MARKER, known_terms

from .alt_text import fault_in_alt
from .bodies import Block
from .finding import Finding, Kind, Severity
from .readability import Reading

HARDEST_GRADE = 14


def check_pictures(blocks: list[Block]) -> Iterator[Finding]:
    """Give the pictures whose alternative text is missing or suspicious."""
    for block in blocks:
        if block.kind in {"figure", "hotspots"} and isinstance(image := block.value.get("image"), dict):
            caption, decorative = block.value.get("caption", ""), bool(image.get("decorative"))
            if fault := fault_in_alt(image.get("alt_text") or "", decorative=decorative, caption=caption):
                yield Finding(Kind.ALT, Severity.WARNING, fault, block.place)


def check_media(blocks: list[Block]) -> Iterator[Finding]:
    """Give films without captions and recordings without a transcript."""
    for block in blocks:
        if block.kind == "video" and not block.value.get("captions"):
            yield Finding(Kind.MEDIA, Severity.ERROR, _("The video has no captions."), block.place)
        if block.kind == "audio" and not strip_tags(block.value.get("transcript") or "").strip():
            yield Finding(Kind.MEDIA, Severity.ERROR, _("The recording has no transcript."), block.place)


def check_terms(blocks: list[Block]) -> Iterator[Finding]:
    """Give the marked terms that the glossary does not hold, each once."""
    known, seen = known_terms(), set[str]()
    for block in blocks:
        for text in block.texts():
            for found in MARKER.finditer(text):
                term = " ".join(found[1].split())
                if term.casefold() not in known and term.casefold() not in seen:
                    seen.add(term.casefold())
                    words = _("The glossary has no term “%(term)s”.") % {"term": term}
                    yield Finding(Kind.TERM, Severity.WARNING, words, block.place)


def check_headings(blocks: list[Block]) -> Iterator[Finding]:
    """Give the headings that skip a level; above the first stands the page's title, the first level."""
    level = 1
    for block in blocks:
        if block.kind == "heading":
            own = int(block.value.get("level") or 2)
            if own > level + 1:
                words = _("The heading “%(text)s” skips a level.") % {"text": block.value.get("text", "")}
                yield Finding(Kind.HEADING, Severity.WARNING, words, block.place)
            level = own


def check_empty(blocks: list[Block]) -> Iterator[Finding]:
    """Give the blocks of words that hold none."""
    for block in blocks:
        wordy = block.kind in {"text", "callout", "quotation", "accordion"} and "-" in block.place
        if wordy and not any(strip_tags(text).strip() for text in block.texts()):
            yield Finding(Kind.EMPTY, Severity.WARNING, _("A block is empty."), block.place)


def check_reading(reading: Reading | None) -> Iterator[Finding]:
    """Say how hard the text is to read."""
    if reading is None:
        return
    facts = {"ease": round(reading.ease), "grade": round(reading.grade, 1), "words": reading.words}
    hard = reading.grade > HARDEST_GRADE
    words = _("%(words)d words; reading ease %(ease)d, grade %(grade)s.") % facts
    yield Finding(Kind.READING, Severity.WARNING if hard else Severity.NOTE, words, "")
