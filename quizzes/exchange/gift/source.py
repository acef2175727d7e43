"""The text of a GIFT file: blocks between blank lines, comments, escapes, and texts with a format."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from quizzes.exchange.common.base import Notes
from quizzes.exchange.common.texts import (
    MARKDOWN,
    html_of_lines,
    lines,
    looks_like_html,
    plain_from_html,
    rich_from_html,
    rich_from_markdown,
    rich_from_plain,
)

ESCAPED = re.compile(r"\\([\\:#={}~n])")
HIDDEN = re.compile("[\udc00-\udcff]")
HIDE = 0xDC00
RESERVED = re.compile(r"[\\:#={}~\n]")
MARKER = re.compile(r"\[(html|markdown|plain|moodle)\]")
WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d*)?)%", re.ASCII)
CARRIED = re.compile(r"\[(\w+):")
CARRIED_VALUE = re.compile(r"((?:\\.|[^\]\\])*+)\]")
HUNDRED = Decimal(100)


@dataclass
class Block:
    """A question's lines; ``carried`` is what its comments tell in brackets, ``line`` where its text begins."""

    line: int = 0
    text: list[str] = field(default_factory=list)
    carried: list[tuple[str, str]] = field(default_factory=list)


def blocks(text: str) -> Iterator[Block]:
    """Give the blocks between blank lines, without their comments; one of comments alone has no text."""
    block = Block()
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip()
        if not bare and block.text:
            yield block
        if not bare:
            block = Block()
        elif bare.startswith("//"):
            block.carried += _carried(bare)
        else:
            block.line = block.line or number
            block.text.append(line)
    if block.text:
        yield block


def hide(text: str) -> str:
    """Return a text whose escaped characters are none of GIFT's signs any more.

    They become lone surrogates, which no decoded file contains.
    """
    return ESCAPED.sub(lambda found: chr(HIDE + ord("\n" if found[1] == "n" else found[1])), text)


def show(text: str) -> str:
    """Return a hidden text as its author meant it."""
    return HIDDEN.sub(lambda found: chr(ord(found[0]) - HIDE), text)


def escape(text: str) -> str:
    """Return a text as GIFT writes it."""
    return RESERVED.sub(lambda found: "\\n" if found[0] == "\n" else "\\" + found[0], text)


def carry(name: str, value: str) -> str:
    r"""Return a name and a text as a comment tells them; Moodle reads ``[id:…]`` and ``[tag:…]`` and escapes ``]``."""
    value = value.replace("\\", "\\\\").replace("]", "\\]").replace("\n", "\\n")
    return f"[{name}:{value}]"


def _carried(comment: str) -> Iterator[tuple[str, str]]:
    place = 0
    while (name := CARRIED.search(comment, place)) and (value := CARRIED_VALUE.match(comment, name.end())):
        yield name[1], _uncarried(value[1])
        place = value.end()


def _uncarried(value: str) -> str:
    return re.sub(r"\\([\\\]n])", lambda found: "\n" if found[1] == "n" else found[1], value).strip()


def split_format(text: str, default: str) -> tuple[str, str]:
    """Return a hidden text and its format, named in brackets before it or ``default``."""
    text = text.strip()
    marker = MARKER.match(text)
    return (text[marker.end() :].strip(), marker[1]) if marker else (text, default)


def rich(text: str, default: str, notes: Notes, where: str) -> tuple[str, str]:
    """Return a hidden text as a stem, and its format."""
    text, told = split_format(text, default)
    text = show(text)
    if told == "markdown":
        return rich_from_markdown(text, notes, where), told
    if told == "moodle" and looks_like_html(text):
        return rich_from_html(text.replace("\n", "<br>"), notes, where), told
    if told == "html":
        return rich_from_html(text, notes, where), told
    return rich_from_plain(text), told


def plain(text: str, default: str, notes: Notes, where: str) -> str:
    """Return a hidden text as plain lines."""
    text, told = split_format(text, default)
    text = show(text)
    if told == "moodle" and looks_like_html(text):
        return plain_from_html(text.replace("\n", "<br>"), notes, where)
    if told == "html":
        return plain_from_html(text, notes, where)
    if told == "markdown":
        return plain_from_html(MARKDOWN.render(text), notes, where)
    return lines(text)


def split_weight(text: str) -> tuple[str, Decimal | None]:
    """Return a hidden answer without the weight before it, and the weight as a share of the mark."""
    text = text.strip()
    found = WEIGHT.match(text)
    return (text[found.end() :], Decimal(found[1]) / HUNDRED) if found else (text, None)


def marked(text: str, default: str, *, arrows: bool = True) -> str:
    """Return a plain text as an answer or a feedback, with the format named where Moodle would misread it.

    Without ``arrows`` an arrow is written in HTML, since it would turn the question into pairs.
    """
    if not arrows and "->" in text:
        return "[html]" + escape(html_of_lines(text))
    misread = "<" in text or "&" in text or (default == "html" and "\n" in text)
    needs = (default != "plain" and misread) or text.startswith("[") or WEIGHT.match(text)
    return ("[plain]" if needs else "") + escape(text)
