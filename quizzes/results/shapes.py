"""What was asked and how it went, without the database: sittings, their columns, and the sheet that they make."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from math import fsum
from typing import Any

from quizzes.statistics import ItemInfo, Sheet

Columns = dict[str, tuple[int, ...]]


@dataclass(frozen=True)
class Asked:
    """One column: a revision of a question or case, for the marks it carried.

    ``sample`` is an attempt that had it and ``numbers`` are its decisions there, to read what was asked.
    """

    key: str
    kind: str
    id: int
    revision: int | None
    marks: float
    title: str
    sample: int
    numbers: tuple[int, ...]

    @property
    def is_case(self) -> bool:
        """A case has a page of its own."""
        return self.kind == "case"


@dataclass(frozen=True)
class Sitting:
    """One marked attempt: the decisions of each column by their numbers, and the marks of those that count."""

    id: int
    passed: bool | None
    started_at: datetime
    submitted_at: datetime | None
    columns: Columns
    marks: Mapping[int, float]

    @property
    def seconds(self) -> float | None:
        """The time taken."""
        return (self.submitted_at - self.started_at).total_seconds() if self.submitted_at else None

    def mark(self, column: str) -> float | None:
        """The marks earned in a column, ``None`` where the paper did not have it or nothing of it counts."""
        counted = [self.marks[number] for number in self.columns.get(column, ()) if number in self.marks]
        return fsum(counted) if counted else None


@dataclass(frozen=True)
class Results:
    """The sittings that count, what they were asked in the quiz's order, and the definitions by column and place."""

    sittings: tuple[Sitting, ...]
    asked: tuple[Asked, ...]
    definitions: Mapping[tuple[str, int], dict[str, Any]]

    def column(self, key: str) -> Asked | None:
        """The column of that name."""
        return next((asked for asked in self.asked if asked.key == key), None)

    @cached_property
    def sheet(self) -> Sheet:
        """The marks with one column for each revision."""
        return Sheet(
            items=tuple(ItemInfo(asked.key, asked.marks, asked.kind) for asked in self.asked),
            rows=tuple(tuple(sitting.mark(asked.key) for asked in self.asked) for sitting in self.sittings),
            seconds=tuple(sitting.seconds for sitting in self.sittings),
            passed=tuple(sitting.passed for sitting in self.sittings),
        )

    @cached_property
    def merged_sheet(self) -> Sheet:
        """The marks with one column for each question or case, whatever its revision: what alpha may be asked of.

        What counts in no sitting has no column.
        """
        counted = {key for sitting in self.sittings for key in sitting.columns if sitting.mark(key) is not None}
        asked = [one for one in self.asked if one.key in counted]
        entries = list(dict.fromkeys((one.kind, one.id) for one in asked))
        places = {entry: place for place, entry in enumerate(entries)}
        columns = {one.key: places[one.kind, one.id] for one in asked}
        rows = [dict(_merged(sitting, columns)) for sitting in self.sittings]
        return Sheet(
            items=tuple(ItemInfo(f"{kind} {pk}", 1.0) for kind, pk in entries),
            rows=tuple(tuple(row.get(place) for place in range(len(entries))) for row in rows),
        )


def _merged(sitting: Sitting, columns: Mapping[str, int]) -> Iterator[tuple[int, float | None]]:
    for key in columns.keys() & sitting.columns.keys():
        yield columns[key], sitting.mark(key)
