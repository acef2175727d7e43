"""What is said in a film, line by line with its time: from a transcript that says the times, else from the captions."""

import re
from dataclasses import dataclass

from django.utils.html import strip_tags

from content.webvtt import CaptionError, Cue, clock, read_captions, read_chapters

STAMPED = re.compile(r"<p[^>]*>\s*\[(?:(\d+):)?(\d{1,2}):(\d{2})\]\s*(.*?)</p>", re.DOTALL)
FOREVER = 10**6


@dataclass(frozen=True)
class Line:
    """One line of a transcript or one chapter; times in seconds."""

    start: float
    end: float
    words: str

    @property
    def clock(self) -> str:
        return clock(self.start)


def lines_of_captions(content: bytes) -> list[Line]:
    """Return the lines of a captions file; none if it is not what it should be."""
    return _lines(content, read_captions)


def lines_of_chapters(content: bytes) -> list[Line]:
    """Return the chapters of a file; none if it is not what it should be."""
    return _lines(content, read_chapters)


def lines_of_text(html: str) -> list[Line]:
    """Return the paragraphs of a transcript if each begins with its time, as ``[1:05]``; else none."""
    found = list(STAMPED.finditer(html))
    if not found or len(found) < html.count("<p"):
        return []
    starts = [int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) for hours, minutes, seconds, _words in
              (match.groups() for match in found)]  # fmt: skip
    ends = [*starts[1:], FOREVER]
    texts = [strip_tags(match[4]).strip() for match in found]
    return [Line(start, end, words) for start, end, words in zip(starts, ends, texts, strict=True)]


def _lines(content: bytes, read) -> list[Line]:
    try:
        cues: list[Cue] = read(content)
    except CaptionError:
        return []
    return [Line(cue.start, cue.end, cue.words) for cue in cues]
