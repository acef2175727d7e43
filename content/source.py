"""Course text as readable files: YAML front matter, Markdown prose, and typed blocks between ``:::`` fences.

    ---
    title: What a trigger point is
    ---
    Prose in Markdown.

    ## A heading

    ::: callout caution "Stop here"
    Markdown.
    :::

``read_source`` knows the shape only; ``content.source_blocks`` turns pieces into StreamField values.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .source_faults import SourceError
from .yaml_lines import Place, read_lines

FENCE = ":::"
WORD = re.compile(r'"([^"]*)"|(\S+)')
HEADING = re.compile(r"^(#{2,3})\s+(.+?)\s*$")


@dataclass(frozen=True)
class Piece:
    """One block of a source: its kind (``text``, ``heading`` or a fence's first word), the words after it, its text."""

    kind: str
    arguments: tuple[str, ...]
    text: str
    line: int


@dataclass(frozen=True)
class Source:
    """A whole file: front matter as plain values (with the line of each), and the pieces of its body in order."""

    file: str
    meta: dict[str, Any]
    pieces: tuple[Piece, ...]
    lines: dict[Place, int] = field(default_factory=dict)


def read_source(file: Path, *, name: str = "") -> Source:
    """Read one file, called ``name`` in messages; raise SourceError with file and line if it is malformed."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(name or file.name, 1, f"cannot be read: {error}") from error
    return source_of(lines, name=name or file.name)


def source_of(lines: list[str], *, name: str) -> Source:
    """Return the source that the lines of a file make."""
    first = _end_of_front_matter(name, lines)
    front_matter = "\n".join(lines[1 : first - 1])
    meta, places = read_lines(front_matter, file=name, first_line=2, what="the front matter")
    if not isinstance(meta or {}, dict):
        raise SourceError(name, 2, "the front matter is not a list of names and values")
    return Source(name, meta or {}, split_pieces(name, lines[first:], first + 1), places)


def _end_of_front_matter(file: str, lines: list[str]) -> int:
    """Return the index of the first line after the front matter."""
    if not lines or lines[0].strip() != "---":
        raise SourceError(file, 1, "the file does not begin with front matter (---)")
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() == "---"), None)
    if end is None:
        raise SourceError(file, 1, "the front matter is not closed with ---")
    return end + 1


def split_pieces(file: str, lines: list[str], first_line: int = 1) -> tuple[Piece, ...]:
    """Split a body into headings, runs of prose and fenced blocks; ``first_line`` is the number of ``lines[0]``."""
    splitter = _Splitter(file)
    for number, line in enumerate(lines, first_line):
        splitter.take(number, line)
    return splitter.finish()


class _Splitter:
    """Goes through a body line by line and remembers the piece that is open."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.pieces: list[Piece] = []
        self.kind, self.arguments, self.start = "text", (), 1
        self.run: list[str] = []

    def take(self, number: int, line: str) -> None:
        if self.kind != "text":
            self.take_fenced(number, line)
        elif line.startswith(FENCE):
            self.open_fence(number, line)
        elif heading := HEADING.match(line):
            self.close()
            self.pieces.append(Piece("heading", (str(len(heading[1])),), heading[2], number))
        else:
            self.start = self.start if any(self.run) else number
            self.run.append(line)

    def take_fenced(self, number: int, line: str) -> None:
        if line.strip() == FENCE:
            self.close()
        elif line.startswith(FENCE):
            raise SourceError(self.file, number, f"“{self.kind}” of line {self.start} is not closed with {FENCE}")
        else:
            self.run.append(line)

    def open_fence(self, number: int, line: str) -> None:
        self.close()
        if line.count('"') % 2:
            raise SourceError(self.file, number, "a quotation mark of the fence is not closed")
        words = [quoted or bare for quoted, bare in WORD.findall(line.removeprefix(FENCE))]
        if not words:
            raise SourceError(self.file, number, f"a fence ({FENCE}) needs the name of a block")
        self.kind, self.arguments, self.start = words[0], tuple(words[1:]), number

    def close(self) -> None:
        text = "\n".join(self.run).strip()
        if text or self.kind != "text":
            self.pieces.append(Piece(self.kind, self.arguments, text, self.start))
        self.kind, self.arguments, self.run = "text", (), []

    def finish(self) -> tuple[Piece, ...]:
        if self.kind != "text":
            raise SourceError(self.file, self.start, f"“{self.kind}” is not closed with {FENCE}")
        self.close()
        return tuple(self.pieces)
