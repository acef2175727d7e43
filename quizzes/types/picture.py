"""Places on a picture: where they are, and what of the picture shows them. The picture is the body map or one's own.

A place is named by a muscle's trigger point, by a body region, by coordinates, or by corners. The last two are in units
of the view; on a picture of one's own, in percent of it. A shape is looked up when the question is frozen, so that no
edit of the atlas moves what is being sat.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from pydantic import Field

from content.atlas.collection import read_atlas
from content.atlas.geometry import Bounds, around, bounds_of, middle_of
from content.atlas.views import BOXES
from quizzes.types.base import Part
from quizzes.types.own_picture import OwnPicture

RADIUS = 14.0  # units of the view: points of the atlas lie further apart
SMALLEST = 280.0  # units: the picture is never closer than this
MARGIN = 1.5
WHOLE = 100  # percent: the far edges of a picture of one's own
MOST_CORNERS = 60
CORNER = re.compile(r"\d{1,4}(\.\d{1,2})?,\d{1,4}(\.\d{1,2})?")


class Spot(Part):
    """A place: ``muscle`` and ``point``, ``region``, ``x`` and ``y``, or ``corners``.

    Two corners are those of a rectangle, three or more a polygon's. ``circle`` and ``paths`` are its shape.
    """

    muscle: str = ""
    point: str = ""
    region: str = ""
    x: float | None = None
    y: float | None = None
    radius: float = Field(default=RADIUS, gt=0, le=200)
    corners: str = ""
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


def check_named(spots: Iterable[Spot], own: OwnPicture | None) -> None:
    """Raise ValueError unless every spot is named in exactly one way, which the picture knows."""
    for spot in spots:
        in_atlas = [bool(spot.muscle and spot.point), bool(spot.region)]
        drawn = [spot.x is not None and spot.y is not None, bool(corners_of(spot.corners))]
        if own and (any(in_atlas) or sum(drawn) != 1):
            raise ValueError(_("On a picture of your own, place each by x and y, or by its corners."))
        if own and not _is_within(spot):
            raise ValueError(_("On a picture of your own, each place lies between 0 and 100 percent."))
        if sum(in_atlas + drawn) != 1:
            raise ValueError(_("Name each place by a muscle and its point, a region, x and y, or its corners."))


def _is_within(spot: Spot) -> bool:
    places = corners_of(spot.corners) or [(spot.x or 0, spot.y or 0)]
    return all(0 <= number <= WHOLE for place in places for number in place)


def corners_of(text: str) -> list[tuple[float, float]]:
    """Return corners written as “10,20 30,40”, a rectangle's two as all four; raise ValueError for anything else."""
    words = text.split()
    if not all(CORNER.fullmatch(word) for word in words) or len(words) == 1 or len(words) > MOST_CORNERS:
        raise ValueError(_("Write corners as “10,20 30,40”: two for a rectangle, three or more for a polygon."))
    corners = [(float(x), float(y)) for x, y in (word.split(",") for word in words)]
    if len(corners) != 2:
        return corners
    (left, top), (right, bottom) = corners
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def check_view(view: str) -> str:
    """Return a view of the body map; raise ValueError for any other."""
    if view not in BOXES:
        raise ValueError(_("The view is one of: %(views)s.") % {"views": ", ".join(BOXES)})
    return view


def located(view: str, spots: Iterable[dict[str, Any]], own: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """Return spots' data with their shapes in ``view``, or on the picture ``own``; without one where there is none."""
    return [spot | (_shape_on(own, spot) if own else _shape_of(view, spot)) for spot in spots]


def _shape_of(view: str, spot: dict[str, Any]) -> dict[str, Any]:
    atlas, radius = read_atlas(), float(spot.get("radius") or RADIUS)
    if spot.get("region"):
        region = atlas.regions.get(spot["region"])
        return {"paths": [shape.path for shape in region.shapes if shape.view == view] if region else []}
    if spot.get("muscle"):
        muscle = atlas.muscles.get(spot["muscle"])
        points = [p for p in (muscle.points if muscle else ()) if (p.label, p.view) == (spot.get("point"), view)]
        return {"circle": (points[0].x, points[0].y, radius)} if points else {}
    return _drawn(spot, 1, 1)


def _shape_on(own: dict[str, Any], spot: dict[str, Any]) -> dict[str, Any]:
    """Return the shape of a place given in percent; a radius is in percent of the width."""
    width, height = OwnPicture.model_construct(**own).units
    return _drawn(spot, width / WHOLE, height / WHOLE)


def _drawn(spot: dict[str, Any], across: float, down: float) -> dict[str, Any]:
    """Return the shape of a place by coordinates or corners, stretched into units of the drawing."""
    try:
        corners = corners_of(spot.get("corners") or "")
    except ValueError:
        return {}
    if corners:
        return {"paths": ["M" + "L".join(f"{x * across:.1f} {y * down:.1f}" for x, y in corners) + "Z"]}
    if spot.get("x") is None or spot.get("y") is None:
        return {}
    radius = float(spot.get("radius") or RADIUS) * across
    return {"circle": (float(spot["x"]) * across, float(spot["y"]) * down, radius)}


@dataclass(frozen=True)
class Picture:
    """The part of a view that shows all spots, or the whole picture ``own``; measures in units of the drawing."""

    art: str
    view_box: str
    width: float
    height: float
    own: OwnPicture | None = None

    @property
    def letter(self) -> float:
        """The height of letters."""
        return max(self.width, self.height) / 22


def picture_of(view: str, spots: Sequence[Spot], own: OwnPicture | None = None) -> Picture | None:
    """Return the picture for these spots; ``None`` if one of them has no shape, so that nobody is asked half of it."""
    found = [bounds for spot in spots if (bounds := spot.bounds)]
    if not found or len(found) < len(spots):
        return None
    if own:
        width, height = own.units
        return Picture("", f"0 0 {width:.0f} {height:.1f}", width, height, own)
    box, bounds = BOXES[view], around(found)
    shown = bounds.grown(bounds.width * MARGIN, bounds.height * MARGIN).grown(SMALLEST, SMALLEST)
    shown = shown.pushed_into(box.width, box.height)
    view_box = f"{shown.left:.0f} {shown.top:.0f} {shown.width:.0f} {shown.height:.0f}"
    return Picture(box.art, view_box, round(shown.width), round(shown.height))
