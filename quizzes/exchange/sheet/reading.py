"""From the rows of our spreadsheet to questions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Data, Reading, Refusal, Taken
from quizzes.exchange.common.limits import LISTS
from quizzes.exchange.common.taking import name_of, refused, take, with_keys
from quizzes.exchange.sheet.cells import split
from quizzes.exchange.sheet.columns import HEADER, LIST_OF, PART, PARTS, QUESTION, SEVERAL, WITHIN

NEEDED = ("key", "type", "stem")


@dataclass(frozen=True)
class Row:
    """A row: its line from 1, its texts by column, and why it cannot be read."""

    line: int
    cells: dict[str, str]
    fault: str = ""


@dataclass
class _Group:
    rows: list[Row] = field(default_factory=list)


def is_header(cells: Iterable[str]) -> bool:
    """Whether a row names the columns that every question needs."""
    return set(NEEDED) <= {cell.strip().lower() for cell in cells}


def read_rows(header: list[str], rows: Iterable[Row], broken: str = "") -> Reading:
    """Return the questions of a sheet; ``header`` names its columns in any order."""
    strange = [name for name in header if name and name not in HEADER]
    notes = (_("Columns that are not known are passed over: %(names)s.") % {"names": ", ".join(strange)},)
    return Reading(tuple(with_keys(_items(rows))), notes if strange else ())


def _items(rows: Iterable[Row]) -> Iterator[Taken]:
    groups: list[_Group] = []
    by_key: dict[str, _Group] = {}
    for row in rows:
        key = row.cells.get("key", "")
        starts = key not in by_key if key else not groups or bool(row.cells.get("type") or row.cells.get("stem"))
        if starts:
            groups.append(_Group())
        group = by_key.setdefault(key, groups[-1]) if key else groups[-1]
        group.rows.append(row)
    for group in groups:
        yield _take(group.rows)


def _take(rows: list[Row]) -> Taken:
    name = next((row.cells["key"] for row in rows if row.cells.get("key")), "")
    name = name or name_of(rows[0].cells.get("stem", ""))
    for row in rows:
        if row.fault:
            return refused(row.line, name, row.fault)
    return take(rows[0].line, name, lambda _notes: _question(rows))


def _question(rows: list[Row]) -> Data:
    data: Data = {}
    for column in QUESTION:
        told = list(dict.fromkeys(row.cells[column] for row in rows if row.cells.get(column)))
        if len(told) > 1:
            raise Refusal(_("Its rows differ in the column %(column)s.") % {"column": column})
        if told:
            data[column] = split(told[0]) if column in SEVERAL else told[0]
    lists = LISTS.get(data.get("type", ""))
    if lists is None:
        raise Refusal(_("There is no type “%(type)s”.") % {"type": data.get("type", "")})
    for row in rows:
        _add_part(data, row, list(lists))
    return data


def _add_part(data: Data, row: Row, lists: list[str]) -> None:
    told = {column: row.cells[column] for column in PART if row.cells.get(column)}
    word = told.pop("part", "").lower()
    if not told and not word:
        return
    name = LIST_OF.get(word, "") if word else (lists or [""])[0]
    within = [outer for outer, inner in WITHIN.items() if inner == name and data.get(outer)]
    if name not in lists and not within:
        raise Refusal(
            _("A row names the part “%(part)s”; %(type)s takes %(known)s.")
            % {"part": word or "?", "type": data["type"], "known": ", ".join(PARTS[n][0] for n in lists) or "–"},
            row.line,
        )
    fields = PARTS[name][1]
    if strange := [column for column in told if column not in fields]:
        raise Refusal(
            _("The part “%(part)s” has nothing in the column %(names)s.")
            % {"part": PARTS[name][0], "names": ", ".join(strange)},
            row.line,
        )
    several = SEVERAL | ({"wording"} if name == "gaps" else set())
    part = {fields[column]: split(text) if column in several else text for column, text in told.items()}
    (data[within[0]][-1] if within else data).setdefault(name, []).append(part)
