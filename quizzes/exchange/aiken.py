"""Aiken: a line of question, lettered options, and a line ``ANSWER: B``."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.exchange.common.base import Data, Notes, Reading, Refusal, Taken
from quizzes.exchange.common.bodies import decode
from quizzes.exchange.common.taking import name_of, refused, take, with_keys, written_items
from quizzes.exchange.common.texts import is_html, plain_from_html, rich_from_plain

NAME = "aiken"
LABEL = gettext_lazy("Aiken")
FILENAME = "questions-aiken.txt"
#: Bytes at the start of a file by which it is recognised.
LOOKED_AT = 1_000_000
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
OPTION = re.compile(r"([A-Za-z])[.)](?:\s+(.*)|$)")
ANSWER = re.compile(r"ANSWER\s*:\s*(.*)", re.IGNORECASE)
#: What a question has that the format has no place for.
LOST = ("rationale", "references", "outcome", "difficulty", "tags")


@dataclass
class _Block:
    """The lines of one question as they come in."""

    line: int
    stem: list[str] = field(default_factory=list)
    options: list[tuple[str, str]] = field(default_factory=list)


def recognises(name: str, body: bytes) -> bool:
    """Whether there is a lettered line and an answer line, unless the name says it is GIFT."""
    if name.lower().endswith(".gift"):
        return False
    text = body[:LOOKED_AT].decode("utf-8", "replace")
    has_answer = re.search(r"^\s*ANSWER\s*:", text, re.MULTILINE | re.IGNORECASE)
    return bool(has_answer and re.search(r"^\s*[A-Z][.)]\s", text, re.MULTILINE | re.IGNORECASE))


def read(name: str, body: bytes) -> Reading:
    """Return the questions of a file."""
    return Reading(tuple(with_keys(_items(decode(body)))))


def _items(text: str) -> Iterator[Taken]:
    block: _Block | None = None
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip()
        if answer := ANSWER.match(bare):
            yield _finished(block or _Block(number), answer[1])
            block = None
        elif block and (block.options or any(block.stem)) and (option := OPTION.match(bare)):
            block.options.append((option[1].upper(), option[2] or ""))
        elif bare and block and block.options:
            yield _unfinished(block)
            block = _Block(number, [bare])
        elif bare or block:
            block = block or _Block(number)
            block.stem.append(bare)
    if block:
        yield _unfinished(block)


def _unfinished(block: _Block) -> Taken:
    reason = _("It has no line that begins with ANSWER:.") if block.options else _("It has no options.")
    return refused(block.line, name_of(" ".join(block.stem)), reason)


def _finished(block: _Block, answer: str) -> Taken:
    return take(block.line, name_of(" ".join(block.stem)), lambda _notes: _question(block, answer.strip()))


def _question(block: _Block, answer: str) -> Data:
    letters = "".join(letter for letter, _text in block.options)
    if not letters:
        raise Refusal(_("It has no options."))
    if letters != LETTERS[: len(letters)]:
        raise Refusal(_("Its options are lettered %(letters)s, not A, B, C, …") % {"letters": ", ".join(letters)})
    key = answer.rstrip(".)").upper()
    if len(key) != 1 or key not in letters:
        raise Refusal(_("Its answer “%(answer)s” is none of its options.") % {"answer": answer})
    options = [{"text": text, "correct": letter == key} for letter, text in block.options]
    return {"type": "sba", "stem": rich_from_plain("\n".join(block.stem)), "options": options}


def write(questions: Iterable[Data], notes: Notes) -> bytes:
    """Return a file; keys are lost in all of them."""
    blocks = [text for _data, text in written_items(questions, notes, _written)]
    if blocks:
        notes.append(_("Aiken has no place for keys: reading the file again makes new ones out of the stems."))
    return "\n\n".join(blocks).encode() + b"\n"


def _written(data: Data, notes: Notes) -> str:
    if data["type"] != "sba":
        raise Refusal(_("Aiken holds single best answers only."))
    stem = data["stem"]
    if is_html(stem):
        stem = plain_from_html(stem, notes, _("Stem"))
    if "\n" in stem:
        notes.append(_("The paragraphs of the stem run together."))
    stem = " ".join(stem.split("\n"))
    if OPTION.match(stem) or ANSWER.match(stem):
        raise Refusal(_("Its stem begins as an option or an answer does."))
    _note_what_is_lost(data, notes)
    rows = [f"{letter}) {option['text']}" for letter, option in zip(LETTERS, data["options"], strict=False)]
    key = next(letter for letter, option in zip(LETTERS, data["options"], strict=False) if option.get("correct"))
    return "\n".join([stem, *rows, f"ANSWER: {key}"])


def _note_what_is_lost(data: Data, notes: Notes) -> None:
    lost = [name for name in LOST if data.get(name)]
    lost += ["feedback"] if any(option.get("feedback") for option in data["options"]) else []
    lost += ["scoring"] if "scoring" in data else []
    if lost:
        notes.append(_("Aiken has no place for %(names)s.") % {"names": ", ".join(lost)})
