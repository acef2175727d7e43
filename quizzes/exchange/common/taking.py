"""Turning what a file holds into results, item by item, so that one that cannot be taken never hides another."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from anyascii import anyascii
from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Data, Notes, Refusal, Taken
from quizzes.exchange.common.limits import KEY
from quizzes.exchange.common.texts import one_line, plain_from_html
from quizzes.exchange.common.tidy import checked

LONGEST_KEY = 80
#: Letters of a stem that make a name or a key where the file gives none.
NAME_LETTERS = 60
T = TypeVar("T")


def take(line: int | None, name: str, make: Callable[[Notes], Data]) -> Taken:
    """Return what ``make`` makes of an item, or why it cannot be taken; ``make`` gets the list of notes."""
    notes: Notes = []
    try:
        data = checked(make(notes))
    except Refusal as refusal:
        return refused(refusal.line or line, name, str(refusal), notes)
    return Taken(line, one_line(name) or name_of(data["stem"]), data, tuple(dict.fromkeys(notes)))


def refused(line: int | None, name: str, reason: str, notes: Iterable[str] = ()) -> Taken:
    """Return an item that cannot be taken."""
    return Taken(line, one_line(name), None, tuple(dict.fromkeys(notes)), reason)


def name_of(stem: str) -> str:
    """Return the first words of a stem."""
    plain = one_line(plain_from_html(stem, [], ""))
    return plain if len(plain) <= NAME_LETTERS else plain[: NAME_LETTERS - 1].rstrip() + "…"


def slug_of(text: str) -> str:
    """Return a text as a key: lower case, hyphens, at most 80 characters; empty if nothing is left."""
    return re.sub(r"[^a-z0-9]+", "-", anyascii(text[:400]).lower()).strip("-")[:LONGEST_KEY].rstrip("-")


def with_keys(items: Iterable[Taken]) -> Iterator[Taken]:
    """Give every question a key of its own, from the one in the file, its name or its stem."""
    used: dict[str, int] = {}
    for item in items:
        if item.data is None:
            yield item
            continue
        told = str(item.data.get("key", ""))
        wanted = slug_of(told) or slug_of(item.name) or "question"
        key = _free(wanted, used)
        notes = item.notes
        if told and key != wanted:
            notes = (*notes, _("The key “%(told)s” is taken; it becomes “%(key)s”.") % {"told": told, "key": key})
        yield replace(item, data={"key": key} | {**item.data, "key": key}, notes=notes)


def written_items(
    questions: Iterable[Data], notes: Notes, write_one: Callable[[Data, Notes], T]
) -> Iterator[tuple[Data, T]]:
    """Write each question that the format can hold; note by key what is lost, and which cannot be written at all."""
    for question in questions:
        lost: Notes = []
        key = question.get("key", "")
        try:
            data = checked(question)
            if not KEY.fullmatch(data.get("key", "")):
                raise Refusal(_("It has no key."))
            written = write_one(data, lost)
        except Refusal as refusal:
            notes.append(_("%(key)s: not written. %(reason)s") % {"key": key, "reason": refusal})
            continue
        notes.extend(f"{key}: {note}" for note in dict.fromkeys(lost))
        yield data, written


def _free(wanted: str, used: dict[str, int]) -> str:
    key = wanted
    while key in used:
        used[wanted] += 1
        key = f"{wanted[: LONGEST_KEY - 8].rstrip('-')}-{used[wanted]}"
    used[key] = 1
    return key
