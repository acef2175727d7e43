"""Places on the body map, for types that ask on a picture: where they are, and the part of the figure that shows them.

A place is named by a muscle's trigger point, by a body region, or by coordinates in the units of the view. Its shape is
looked up when the question is frozen, so that no edit of the atlas moves what is being sat.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from pydantic import Field

from content.atlas.collection import read_atlas
from content.atlas.geometry import Bounds, around, bounds_of, middle_of
from content.atlas.views import BOXES
from quizzes.types.base import Part

RADIUS = 14.0  # units of the view: points of the atlas lie further apart
SMALLEST = 280.0  # units: the picture is never closer than this
MARGIN = 1.5


class Spot(Part):
    """A place: ``muscle`` and ``point``, or ``region``, or ``x`` and ``y``; ``circle`` and ``paths`` are its shape."""

    muscle: str = ""
    point: str = ""
    region: str = ""
    x: float | None = None
    y: float | None = None
    radius: float = Field(default=RADIUS, gt=0, le=200)
    circle: tuple[float, float, float] | None = None
    paths: tuple[str, ...] = ()

    @property
    def bounds(self) -> Bounds | None:
        """The box around its shape; ``None`` while it has none."""
        if self.circle:
            x, y, r = self.circle
            return Bounds(x - r, y - r, x + r, y + r)
        return around([bounds_of(path) for path in self.paths]) if self.paths else None

    @property
    def middle(self) -> tuple[float, float]:
        """Where its letter or number stands."""
        return self.circle[:2] if self.circle else middle_of(self.paths[0])


def check_named(spots: Iterable[Spot]) -> None:
    """Raise ValueError unless every spot is named in exactly one of the three ways."""
    for spot in spots:
        ways = [bool(spot.muscle and spot.point), bool(spot.region), spot.x is not None and spot.y is not None]
        if sum(ways) != 1:
            raise ValueError(_("Name each place by a muscle and its point, or by a region, or by x and y."))


def check_view(view: str) -> str:
    """Return a view of the body map; raise ValueError for any other."""
    if view not in BOXES:
        raise ValueError(_("The view is one of: %(views)s.") % {"views": ", ".join(BOXES)})
    return view


def located(view: str, spots: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return spots' data with their shapes in ``view``, as the atlas has them now; without one where it has none."""
    return [spot | _shape_of(view, spot) for spot in spots]


def _shape_of(view: str, spot: dict[str, Any]) -> dict[str, Any]:
    atlas, radius = read_atlas(), float(spot.get("radius") or RADIUS)
    if spot.get("region"):
        region = atlas.regions.get(spot["region"])
        return {"paths": [shape.path for shape in region.shapes if shape.view == view] if region else []}
    if spot.get("muscle"):
        muscle = atlas.muscles.get(spot["muscle"])
        points = [p for p in (muscle.points if muscle else ()) if (p.label, p.view) == (spot.get("point"), view)]
        return {"circle": (points[0].x, points[0].y, radius)} if points else {}
    if spot.get("x") is None or spot.get("y") is None:
        return {}
    return {"circle": (float(spot["x"]), float(spot["y"]), radius)}


@dataclass(frozen=True)
class Picture:
    """The part of a view that shows all spots; measures in units of the view."""

    art: str
    view_box: str
    width: float
    height: float

    @property
    def letter(self) -> float:
        """The height of letters."""
        return max(self.width, self.height) / 22


def picture_of(view: str, spots: Sequence[Spot]) -> Picture | None:
    """Return the picture for these spots; ``None`` if one of them has no shape, so that nobody is asked half of it."""
    found = [bounds for spot in spots if (bounds := spot.bounds)]
    if not found or len(found) < len(spots):
        return None
    box, bounds = BOXES[view], around(found)
    shown = bounds.grown(bounds.width * MARGIN, bounds.height * MARGIN).grown(SMALLEST, SMALLEST)
    shown = shown.pushed_into(box.width, box.height)
    view_box = f"{shown.left:.0f} {shown.top:.0f} {shown.width:.0f} {shown.height:.0f}"
    return Picture(box.art, view_box, round(shown.width), round(shown.height))
