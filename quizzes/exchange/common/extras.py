"""What a foreign format has no place for, as names and texts that it carries along for us alone."""

import json
from collections.abc import Collection, Iterable, Mapping

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Data, Notes, Refusal

COMMON = ("outcome", "difficulty", "references")
#: Fields that are no text, told as JSON.
LISTS = {"bands", "units", "rubric"}


def extras_of(data: Data, names: Collection[str]) -> dict[str, str]:
    """Return the fields of ``data`` among ``names`` as texts."""
    return {name: _told(name, data[name]) for name in names if name in data}


def note_extras(names: Iterable[str], notes: Notes) -> None:
    """Note which fields only our own reading of a file brings back."""
    if told := list(names):
        notes.append(_("Other systems will not see %(names)s.") % {"names": ", ".join(told)})


def with_extras(data: Data, found: Mapping[str, str], names: Collection[str]) -> Data:
    """Return ``data`` with the fields among ``names`` that were carried along; raise Refusal for broken ones."""
    return data | {name: _read(name, text) for name, text in found.items() if name in names}


def note_accents(texts: Iterable[str], found: Mapping[str, str], notes: Notes) -> None:
    """Note that accents cease to matter, where a foreign file has answers with accents."""
    if "accents_matter" not in found and any(letter.isalpha() and not letter.isascii() for t in texts for letter in t):
        notes.append(_("Accents do not matter in what is typed."))


def _told(name: str, value: object) -> str:
    if name in LISTS:
        return json.dumps(value, ensure_ascii=False)
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _read(name: str, text: str) -> object:
    if name not in LISTS:
        return text
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
        raise Refusal(_("What the file says of %(name)s cannot be read.") % {"name": name})
    return value
