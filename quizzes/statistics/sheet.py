"""What was earned: one row an attempt, one column a question or case."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import fsum

from quizzes.statistics.series import Series

#: Decimal places of totals, so that equal totals are equal whatever thirds they were added up from.
PLACES = 9

Row = tuple[float | None, ...]
Picks = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class ItemInfo:
    """A question (one revision of it) or a case; ``options`` in their own order, ``keys`` the right ones among them."""

    id: str
    max_mark: float
    kind: str = ""
    options: tuple[str, ...] = ()
    keys: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Column:
    """One item over the attempts that had it, in step: its marks, the totals, the rests, the marks there were.

    A rest is the attempt's total in marks, over all the items that it had, minus this item. ``picks`` is ``None`` where
    the sheet has none.
    """

    item: ItemInfo
    marks: Series
    rests: Series
    totals: Sequence[float]
    available: Sequence[float]
    picks: Sequence[tuple[str, ...]] | None

    def __len__(self) -> int:
        return len(self.marks)


@dataclass(frozen=True)
class Sheet:
    """Attempts at one quiz. ``rows[attempt][item]`` is the mark earned, ``None`` where the attempt had no such item.

    ``picks`` has the shape of ``rows`` and holds the ids of the picked options, ``()`` where none was; ``seconds``
    (time taken) and ``passed`` have one entry an attempt, ``None`` if not known. Each of the three may be left empty.
    Marks are floats. Raises ValueError if the shapes differ.
    """

    items: tuple[ItemInfo, ...]
    rows: tuple[Row, ...]
    picks: tuple[Picks, ...] = ()
    seconds: tuple[float | None, ...] = ()
    passed: tuple[bool | None, ...] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.items) for table in (self.rows, self.picks) for row in table):
            raise ValueError("a row has one entry for each item")
        if any(len(extra) not in {0, len(self.rows)} for extra in (self.picks, self.seconds, self.passed)):
            raise ValueError("picks, seconds and passed have one entry for each attempt, or none at all")

    @cached_property
    def totals(self) -> tuple[float, ...]:
        """The marks of each attempt."""
        return tuple(round(fsum(mark for mark in row if mark is not None), PLACES) for row in self.rows)

    @cached_property
    def available(self) -> tuple[float, ...]:
        """The marks that each attempt could have earned with the items that it had."""
        maxima = [item.max_mark for item in self.items]
        return tuple(
            fsum(most for mark, most in zip(row, maxima, strict=True) if mark is not None) for row in self.rows
        )

    @cached_property
    def scores(self) -> tuple[float, ...]:
        """Each attempt's share of its marks, 0 to 1; an attempt in which none could be earned is left out."""
        pairs = zip(self.totals, self.available, strict=True)
        return tuple(total / available for total, available in pairs if available)

    @property
    def complete(self) -> bool:
        """Every attempt had every item."""
        return all(None not in row for row in self.rows)

    def columns(self) -> Iterator[Column]:
        """Give the items one by one."""
        for place, item in enumerate(self.items):
            had = [(attempt, mark) for attempt, row in enumerate(self.rows) if (mark := row[place]) is not None]
            yield Column(
                item,
                marks=Series([mark for _attempt, mark in had]),
                rests=Series([round(self.totals[attempt] - mark, PLACES) for attempt, mark in had]),
                totals=[self.totals[attempt] for attempt, _mark in had],
                available=[self.available[attempt] for attempt, _mark in had],
                picks=[self.picks[attempt][place] for attempt, _mark in had] if self.picks or not self.rows else None,
            )
