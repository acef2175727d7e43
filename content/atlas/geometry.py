"""Where shapes lie: their bounds, and whether a point is inside. Paths have absolute commands M L C Q Z only."""

from dataclasses import dataclass
from functools import lru_cache, reduce
from typing import Self

from svg.path import Close, Line, Move, Path, parse_path

STEPS = 12  # straight pieces that stand for one curve

Polygon = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Bounds:
    """A rectangle in a view's units: x to the right, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def joined(self, other: Self) -> "Bounds":
        """Return the smallest rectangle around both."""
        return Bounds(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def mirrored(self, axis: float) -> "Bounds":
        """Return the rectangle on the other side of the vertical line at ``axis``."""
        return Bounds(2 * axis - self.right, self.top, 2 * axis - self.left, self.bottom)

    def grown(self, width: float, height: float) -> "Bounds":
        """Return the rectangle, made at least so large around its middle."""
        across, down = max(0, width - self.width) / 2, max(0, height - self.height) / 2
        return Bounds(self.left - across, self.top - down, self.right + across, self.bottom + down)

    def pushed_into(self, width: float, height: float) -> "Bounds":
        """Return the rectangle moved, and only if it must be cut, so that it lies within (0, 0, width, height)."""
        left = max(0.0, min(self.left, width - self.width))
        top = max(0.0, min(self.top, height - self.height))
        return Bounds(left, top, left + min(self.width, width), top + min(self.height, height))


@lru_cache(maxsize=4096)
def bounds_of(path: str) -> Bounds:
    """Return the rectangle around a path; raise ValueError if it is no path."""
    corners = [corner for polygon in polygons_of(path) for corner in polygon]
    across, down = [x for x, _y in corners], [y for _x, y in corners]
    return Bounds(min(across), min(down), max(across), max(down))


def around(rectangles: list[Bounds]) -> Bounds:
    """Return the smallest rectangle around all of ``rectangles``, of which there is at least one."""
    return reduce(Bounds.joined, rectangles)


def is_inside(path: str, x: float, y: float) -> bool:
    """Say whether the point lies in the path as SVG fills it (the nonzero rule)."""
    return sum(_winding(polygon, x, y) for polygon in polygons_of(path)) != 0


@lru_cache(maxsize=4096)
def middle_of(path: str) -> tuple[float, float]:
    """Return a point well inside the path: halfway down, in the middle of the widest stretch there."""
    bounds = bounds_of(path)
    y = (bounds.top + bounds.bottom) / 2 + 0.01  # not through a corner
    across = sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for polygon in polygons_of(path)
        for (x1, y1), (x2, y2) in zip(polygon, polygon[1:] + polygon[:1], strict=True)
        if (y1 <= y) != (y2 <= y)
    )
    stretches = list(zip(across[::2], across[1::2], strict=False)) or [(bounds.left, bounds.right)]
    left, right = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
    return (left + right) / 2, y


@lru_cache(maxsize=4096)
def polygons_of(path: str) -> tuple[Polygon, ...]:
    """Return the subpaths as polygons, curves in twelve straight pieces; raise ValueError if it is no path."""
    try:
        parsed = parse_path(path)
    except (IndexError, ValueError, KeyError) as error:
        raise ValueError(f"not a path: {path[:40]}") from error
    found = _flattened(parsed)
    if not found:
        raise ValueError(f"an empty path: {path[:40]}")
    return found


def _flattened(parsed: Path) -> tuple[Polygon, ...]:
    polygons: list[list[tuple[float, float]]] = []
    for piece in parsed:
        if isinstance(piece, Move):
            polygons.append([(piece.end.real, piece.end.imag)])
        elif isinstance(piece, Line | Close):
            polygons[-1].append((piece.end.real, piece.end.imag))
        else:
            points = [piece.point(step / STEPS) for step in range(1, STEPS + 1)]
            polygons[-1].extend((point.real, point.imag) for point in points)
    return tuple(tuple(polygon) for polygon in polygons if len(polygon) > 2)


def _winding(polygon: Polygon, x: float, y: float) -> int:
    """Return how often the polygon goes round the point, counted by its edges right of it."""
    turns = 0
    for (x1, y1), (x2, y2) in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        if (y1 <= y) != (y2 <= y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            turns += 1 if y2 > y1 else -1
    return turns
