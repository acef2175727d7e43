"""What loading a file of questions would do, item by item; nothing here writes.

Every item is held to the definitions that an editor is held to, so that what a plan promises can be loaded.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from quizzes.exchange import Reading, Taken
from quizzes.models import ImportLine, QuestionImport
from quizzes.models.banked import as_line
from quizzes.services.bank import BankError, check
from quizzes.services.bank_data import QuestionData
from quizzes.services.import_keys import Keys, numbered, prefixed
from quizzes.services.kept_questions import Kept, differences, told

What = ImportLine.What
Existing = QuestionImport.Existing
LONGEST_TAG = 100


@dataclass(frozen=True)
class Wishes:
    """What whoever brings a file wants: a ``prefix`` of all keys, more ``tags``, what becomes of keys that exist."""

    prefix: str = ""
    tags: tuple[str, ...] = ()
    existing: str = Existing.UPDATE
    publish: bool = False


@dataclass(frozen=True)
class Planned:
    """What becomes of one item; ``data`` is what would be written."""

    line: int | None
    name: str
    key: str = ""
    what: str = What.REFUSED
    notes: tuple[str, ...] = ()
    refused: str = ""
    data: QuestionData | None = None


@dataclass(frozen=True)
class Plan:
    """What becomes of a file."""

    items: tuple[Planned, ...]
    notes: tuple[str, ...] = ()
    format: str = ""
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def refused(self) -> int:
        """How many items cannot be taken."""
        return self.counts.get(What.REFUSED, 0)

    @property
    def to_write(self) -> list[QuestionData]:
        """The questions that would be made or changed."""
        return [item.data for item in self.items if item.data and item.what in {What.NEW, What.CHANGES}]


def make_plan(reading: Reading, wishes: Wishes) -> Plan:
    """Return what loading a file would do."""
    keys = Keys()
    checked = [_checked(item, wishes, keys) for item in reading.items]
    kept = Kept({item.key for item in checked if item.data}, latest=not wishes.publish)
    items = tuple(_settled(item, wishes, keys, kept) for item in checked)
    return Plan(items, reading.notes, reading.format, dict(Counter(str(item.what) for item in items)))


def _checked(item: Taken, wishes: Wishes, keys: Keys) -> Planned:
    """Give an item its key and tags and hold it to the definition of its type."""
    if item.data is None:
        return Planned(item.line, item.name, notes=item.notes, refused=item.refused)
    told_key = str(item.data["key"])
    key = keys.take(prefixed(wishes.prefix, told_key))
    notes = item.notes
    if key != wishes.prefix + told_key:
        notes = (*notes, _("Its key becomes “%(key)s”.") % {"key": key})
    try:
        data = _data(item.data, key, wishes)
    except BankError as error:
        return Planned(item.line, item.name, key, notes=notes, refused=str(error).removeprefix(f"{key}: "))
    name = as_line(data.stem) if item.name == told_key else item.name  # a name that is the key tells a reader nothing
    return Planned(item.line, name, key, What.NEW, notes, data=data)


def _data(data: dict[str, Any], key: str, wishes: Wishes) -> QuestionData:
    tags = list(dict.fromkeys([*data.get("tags", ()), *wishes.tags]))
    if long := [tag for tag in tags if len(tag) > LONGEST_TAG]:
        raise BankError(_("A tag is longer than %(n)d characters: %(tag)s …") % {"n": LONGEST_TAG, "tag": long[0][:40]})
    return check(QuestionData, key, data | {"key": key, "tags": tags})


def _settled(item: Planned, wishes: Wishes, keys: Keys, kept: Kept) -> Planned:
    """Compare an item with what the bank has under its key."""
    if item.data is None or (found := kept.get(item.key)) is None:
        return item
    fields = differences(told(item.data), found.data)
    if not fields and (found.live or not wishes.publish):
        return replace(item, what=What.SAME)
    if wishes.existing == Existing.SKIP:
        return replace(item, what=What.SKIPPED)
    if wishes.existing == Existing.NEW and fields:
        return _beside(item, keys, kept)
    note = _("Differs in: %(fields)s.") % {"fields": ", ".join(fields)} if fields else _("It is published.")
    return replace(item, what=What.CHANGES, notes=(*item.notes, note))


def _beside(item: Planned, keys: Keys, kept: Kept) -> Planned:
    """Give an item the next key that is free, unless it stands in the bank under one of those already."""
    for key in _further_keys(item.key, keys):
        data = item.data.model_copy(update={"key": key}) if item.data else None
        found = kept.get(key)
        if found and data and differences(told(data), found.data):
            continue
        keys.take(key)
        note = _("Its key becomes “%(key)s”.") % {"key": key}
        return replace(item, key=key, data=data, what=What.SAME if found else What.NEW, notes=(*item.notes, note))
    raise AssertionError("keys never run out")


def _further_keys(key: str, keys: Keys) -> Iterator[str]:
    number = 2
    while True:
        candidate = numbered(key, number)
        number += 1
        if candidate not in keys:
            yield candidate
