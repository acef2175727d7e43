"""Captions and chapters in WebVTT: reading a file, and saying with the line what is wrong with it.

The rules are those of the standard's syntax for authors (W3C, “WebVTT: The Web Video Text Tracks Format”, section 4):
stricter than what browsers put up with, since a cue that a browser drops is a sentence that somebody does not get.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from django.utils.translation import gettext as _

TIME = re.compile(r"^(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})$")
TAG = re.compile(r"<[^<>]*>")
SPEAKER = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
PERCENT = r"(?:100|\d{1,2})(?:\.\d+)?%"
SETTINGS = {
    "vertical": re.compile(r"^(rl|lr)$"),
    "line": re.compile(rf"^(-?\d+|{PERCENT})(,(start|center|end))?$"),
    "position": re.compile(rf"^{PERCENT}(,(line-left|center|line-right))?$"),
    "size": re.compile(rf"^{PERCENT}$"),
    "align": re.compile(r"^(start|center|end|left|right)$"),
    "region": re.compile(r"^\S+$"),
}
LONGEST_CUE_SECONDS = 3600


class CaptionError(ValueError):
    """What is wrong with a file, and in which line."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(_("Line %(line)d: %(message)s") % {"line": line, "message": message})
        self.line = line


@dataclass(frozen=True)
class Cue:
    """What is said from ``start`` to ``end``, in seconds; ``line`` is where its times stand in the file."""

    start: float
    end: float
    text: str
    identifier: str = ""
    line: int = 0

    @property
    def words(self) -> str:
        """The text for reading: a speaker's name before what he or she says, no markup."""
        named = SPEAKER.sub(lambda found: f"{found[1].strip()}: ", self.text)
        return " ".join(unescape(TAG.sub("", named)).split())


def read_captions(content: bytes, *, length: float | None = None) -> list[Cue]:
    """Return the cues of a file; raise CaptionError at the first fault.

    ``length`` is that of the film in seconds: no cue may begin after its end.
    """
    cues = list(_cues(_lines(content)))
    if not cues:
        raise CaptionError(1, _("the file holds no cue."))
    _check_order(cues, length)
    return cues


def read_chapters(content: bytes, *, length: float | None = None) -> list[Cue]:
    """Return the chapters of a file: cues of one line each that follow one another without overlapping."""
    chapters = read_captions(content, length=length)
    for chapter in chapters:
        if not chapter.words or "\n" in chapter.text:
            raise CaptionError(chapter.line, _("a chapter needs a title of one line."))
    for before, after in itertools.pairwise(chapters):
        if after.start < before.end:
            raise CaptionError(after.line, _("the chapter begins before the one above it ends."))
    return chapters


def clock(seconds: float) -> str:
    """Return a time as people read it: ``1:05``, ``1:02:03``."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _lines(content: bytes) -> list[str]:
    """Return the lines of a file in UTF-8 that begins as WebVTT must."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise CaptionError(line, _("the file is not in UTF-8; save it with that encoding.")) from error
    if "\0" in text:
        raise CaptionError(text[: text.index("\0")].count("\n") + 1, _("there is a character that no text holds."))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not re.match(r"^WEBVTT([ \t].*)?$", lines[0]):
        raise CaptionError(1, _("the file must begin with WEBVTT."))
    if len(lines) > 1 and lines[1].strip():
        raise CaptionError(2, _("a blank line must follow WEBVTT."))
    return lines


def _cues(lines: list[str]) -> Iterator[Cue]:
    begun, named = False, dict[str, int]()
    for number, block in _blocks(lines):
        if re.match(r"NOTE(\s|$)", block[0]):
            continue
        if block[0].strip() in {"STYLE", "REGION"} and "-->" not in "".join(block[1:2]):
            if begun:
                raise CaptionError(number, _("STYLE and REGION stand before the first cue."))
            continue
        cue, begun = _cue(number, block), True
        if cue.identifier and cue.identifier in named:
            message = _("the name “%(name)s” is that of the cue in line %(line)d already.")
            raise CaptionError(number, message % {"name": cue.identifier, "line": named[cue.identifier]})
        named[cue.identifier] = number
        yield cue


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Give the runs of lines between blank ones after the header, each with the number of its first line."""
    block: list[str] = []
    for number, line in enumerate([*lines[1:], ""], 2):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _cue(number: int, block: list[str]) -> Cue:
    identifier = ""
    if "-->" not in block[0]:
        identifier, number, block = block[0].strip(), number + 1, block[1:]
    if not block or "-->" not in block[0]:
        raise CaptionError(number, _("here a cue’s times are wanted, as “00:01.000 --> 00:04.000”."))
    start, end = _times(number, block[0])
    text = block[1:]
    if not text:
        raise CaptionError(number, _("the cue says nothing."))
    for place, line in enumerate(text, number + 1):
        if "-->" in line:
            raise CaptionError(place, _("a blank line is missing before these times."))
    return Cue(start, end, "\n".join(line.strip() for line in text), identifier, number)


def _times(number: int, line: str) -> tuple[float, float]:
    first, _arrow, rest = line.partition("-->")
    second, *settings = rest.split() or [""]
    start, end = _seconds(number, first.strip()), _seconds(number, second)
    if end <= start:
        raise CaptionError(number, _("the cue ends before it begins."))
    if end - start > LONGEST_CUE_SECONDS:
        raise CaptionError(number, _("the cue stands for more than an hour."))
    _check_settings(number, settings)
    return start, end


def _seconds(number: int, text: str) -> float:
    found = TIME.match(text)
    if found is None:
        message = _("“%(text)s” is not a time; write 00:01.000 or 01:00:01.000.")
        raise CaptionError(number, message % {"text": text[:40]})
    hours, minutes, seconds, thousandths = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000


def _check_settings(number: int, settings: list[str]) -> None:
    seen = set()
    for setting in settings:
        name, _colon, value = setting.partition(":")
        if name not in SETTINGS or name in seen or not SETTINGS[name].match(value):
            raise CaptionError(number, _("“%(setting)s” is no setting of a cue.") % {"setting": setting[:40]})
        seen.add(name)


def _check_order(cues: list[Cue], length: float | None) -> None:
    for before, after in itertools.pairwise(cues):
        if after.start < before.start:
            raise CaptionError(after.line, _("the cue begins before the one above it; cues stand in order of time."))
    late = next((cue for cue in cues if length is not None and cue.start >= length), None)
    if late:
        message = _("the cue begins at %(time)s, after the end of the film.")
        raise CaptionError(late.line, message % {"time": clock(late.start)})
