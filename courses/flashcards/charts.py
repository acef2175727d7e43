"""Bars of a chart as whole numbers for an SVG; the same figures stand beside it as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from courses.flashcards.statistics import DayCount

HEIGHT = 120
WIDTH = 24
GAP = 6
SMALLEST = 3


@dataclass(frozen=True)
class Bar:
    """One bar: where it stands and how high it is; a day without cards has none."""

    day: date
    count: int
    x: int
    y: int
    height: int

    @property
    def middle(self) -> int:
        """Where its label stands."""
        return self.x + WIDTH // 2

    @property
    def above(self) -> int:
        """Where its figure stands."""
        return self.y - 5


@dataclass(frozen=True)
class Chart:
    """Bars beside each other in a box of ``width`` by ``HEIGHT`` and room for words."""

    bars: tuple[Bar, ...]
    total: int

    bar_width: int = WIDTH
    base: int = HEIGHT + 16
    words: int = HEIGHT + 32
    height: int = HEIGHT + 40

    @property
    def width(self) -> int:
        """The width of the box."""
        return len(self.bars) * (WIDTH + GAP)


def chart_of(days: Sequence[DayCount]) -> Chart:
    """Return the chart of ``days``, the highest bar as high as the box."""
    most = max((day.count for day in days), default=0) or 1
    bars = []
    for place, day in enumerate(days):
        height = max(SMALLEST, day.count * HEIGHT // most) if day.count else 0
        bars.append(Bar(day.day, day.count, place * (WIDTH + GAP), HEIGHT + 16 - height, height))
    return Chart(tuple(bars), sum(day.count for day in days))
