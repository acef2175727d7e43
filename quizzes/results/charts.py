"""Where the bars and dots of a chart stand, in the units of its drawing. Pure; templates draw, tables tell."""

from collections.abc import Sequence
from dataclasses import dataclass

#: The drawing is as wide as a phone, so that its words are as large as the page's there.
WIDTH, HEIGHT = 360, 240
LEFT, RIGHT, TOP, BOTTOM = 40, 20, 20, 44
NAME_WIDTH, NAME_HEIGHT = 18, 11
PLOT_WIDTH, PLOT_HEIGHT = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM


@dataclass(frozen=True)
class Bar:
    """One bar with what is written below it and above it."""

    x: int
    y: int
    width: int
    height: int
    label: str
    value: str

    @property
    def middle(self) -> int:
        """Where its words stand."""
        return self.x + self.width // 2


@dataclass(frozen=True)
class Dot:
    """One dot with its name, which is written beside it where there is room; ``is_bad`` marks what needs a look."""

    x: int
    y: int
    name: str
    is_bad: bool
    is_named: bool


@dataclass(frozen=True)
class Tick:
    """A line of the grid with its value."""

    at: int
    label: str


def lay_bars(values: Sequence[tuple[str, float, str]], *, most: float = 0) -> list[Bar]:
    """Lay out (label, value, what to write above); ``most`` is the value of a full bar, else the greatest is."""
    most = most or max((value for _label, value, _words in values), default=0) or 1
    step = PLOT_WIDTH / max(len(values), 1)
    bars = []
    for place, (label, value, words) in enumerate(values):
        height = round(PLOT_HEIGHT * value / most)
        x = round(LEFT + place * step)
        bars.append(Bar(x + 1, TOP + PLOT_HEIGHT - height, min(max(round(step) - 3, 2), 60), height, label, words))
    return bars


def lay_dots(values: Sequence[tuple[str, float, float]]) -> list[Dot]:
    """Lay out (name, facility 0 to 1, discrimination −1 to 1); the worst are named first, so that they have room."""
    dots: list[Dot] = []
    for name, facility, discrimination in sorted(values, key=lambda value: (value[2], value[1])):
        x, y = place_x(facility), place_y(discrimination)
        is_named = not any(abs(x - dot.x) < NAME_WIDTH and abs(y - dot.y) < NAME_HEIGHT for dot in dots if dot.is_named)
        dots.append(Dot(x, y, name, discrimination < 0, is_named))
    return dots


def place_x(share: float) -> int:
    """Where a share of 0 to 1 stands from left to right."""
    return round(LEFT + share * PLOT_WIDTH)


def place_y(value: float) -> int:
    """Where −1 to 1 stands from bottom to top."""
    return round(TOP + (1 - (value + 1) / 2) * PLOT_HEIGHT)


MAP_ACROSS = [Tick(place_x(share / 4), f"{share * 25} %") for share in range(5)]
MAP_UP = [
    Tick(place_y(value), label) for value, label in ((-1, "−1"), (-0.5, "−0.5"), (0, "0"), (0.5, "0.5"), (1, "1"))
]
