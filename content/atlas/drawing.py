"""What a drawing must be before it is kept: the rules of shapes and points, without a database.

A shape is ``{"view": …, "path": …}``, where wanted with ``"midline": true`` (it lies across the body's axis and has no
mirror image) and ``"source"``. Paths have absolute commands M L C Q Z only; every part of a path is closed.
"""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from content.atlas.geometry import Bounds, bounds_of, is_inside
from content.atlas.views import BOXES, Box

MOST_SHAPES = 40
LONGEST_PATH = 20_000
ALLOWED = {"view", "path", "midline", "source"}
SOURCES = {"figure", "ours"}  # a path of the licensed figure, or drawn by us
NUMBERS = {"M": 2, "L": 2, "C": 6, "Q": 4, "Z": 0}
NUMBER = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)")
WRITING = re.compile(r"M[MLCQZ\d\s.,-]*")
PART = re.compile(r"([MLCQZ])([^MLCQZ]*)")


class Place(NamedTuple):
    """A point as the rules see it."""

    label: str
    view: str
    x: float
    y: float


def check_shapes(value: Any) -> None:
    """Raise ``ValidationError`` with a sentence for every shape that cannot be drawn."""
    if not isinstance(value, list):
        raise ValidationError(_("A drawing is a list of shapes: [ … ]."))
    if len(value) > MOST_SHAPES:
        raise ValidationError(_("At most %(most)s shapes.") % {"most": MOST_SHAPES})
    faults = [
        _("Shape %(number)s: %(fault)s") % {"number": number, "fault": fault}
        for number, shape in enumerate(value, 1)
        if (fault := fault_of(shape))
    ]
    if faults:
        raise ValidationError(faults)


def fault_of(shape: Any) -> str:
    """Say what is wrong with a shape; an empty string if nothing is."""
    if not isinstance(shape, dict) or not shape.keys() >= {"view", "path"}:
        return _("it needs a “view” and a “path”.")
    if unknown := shape.keys() - ALLOWED:
        return _("it has “%(name)s”, which means nothing here.") % {"name": min(unknown)}
    if shape["view"] not in list(BOXES):
        return _("its view must be one of %(views)s.") % {"views": ", ".join(BOXES)}
    if not isinstance(shape.get("midline", False), bool):
        return _("“midline” must be true or false.")
    if shape.get("source", "ours") not in list(SOURCES):
        return _("its source must be one of %(sources)s.") % {"sources": ", ".join(sorted(SOURCES))}
    return fault_of_path(shape["path"]) or _fault_of_place(shape)


def fault_of_path(path: Any) -> str:
    """Say what is wrong with the writing of a path."""
    if not isinstance(path, str) or not path.strip():
        return _("its path is empty.")
    if len(path) > LONGEST_PATH:
        return _("its path is longer than %(most)s characters.") % {"most": LONGEST_PATH}
    parts = PART.findall(path)
    if not WRITING.fullmatch(path.strip()):
        return _("its path may have the commands M L C Q Z only, in capitals, and begins with M.")
    for letter, numbers in parts:
        if not _fits(letter, numbers):
            return _("after %(letter)s stands the wrong number of coordinates, or something that is none.") % {
                "letter": letter
            }
    return (
        ""
        if _is_closed([letter for letter, _numbers in parts])
        else _("each part of it begins with M and ends with Z.")
    )


def fault_of_point(view: str, x: float, y: float) -> dict[str, str]:
    """Say by field (``x``, ``y``) where a point leaves the picture."""
    box = BOXES.get(view)
    if box is None:
        return {}
    most = {"x": (x, box.width), "y": (y, box.height)}
    return {
        name: _("Outside the picture: in the %(view)s it goes from 0 to %(most)s.") % {"view": box.label, "most": end}
        for name, (value, end) in most.items()
        if not 0 <= value <= end
    }


def strays(points: Iterable[Place], shapes: list[dict[str, Any]]) -> list[Place]:
    """Return the points that lie in none of the muscle's shapes of their view."""
    return [
        point
        for point in points
        if not any(shape["view"] == point.view and is_inside(shape["path"], point.x, point.y) for shape in shapes)
    ]


def _fits(letter: str, numbers: str) -> bool:
    count, wanted = len(NUMBER.findall(numbers)), NUMBERS[letter]
    only_numbers = not NUMBER.sub("", numbers).replace(",", " ").strip()
    return only_numbers and (count == 0 if wanted == 0 else count > 0 and count % wanted == 0)


def _is_closed(letters: list[str]) -> bool:
    """Each M stands first or behind a Z, each Z behind something, and a Z ends it all."""
    starts = all((letter == "M") == (before == "Z") for before, letter in zip(["Z", *letters], letters, strict=False))
    return starts and letters[-1] == "Z"


def _fault_of_place(shape: dict[str, Any]) -> str:
    box = BOXES[shape["view"]]
    try:
        bounds = bounds_of(shape["path"])
    except ValueError:
        return _("its path encloses nothing.")
    if not _within(bounds, box):
        return _("it leaves the picture (%(view)s, %(width)s × %(height)s).") % {
            "view": box.label,
            "width": box.width,
            "height": box.height,
        }
    if not shape.get("midline") and _is_on_the_left(bounds, box):
        return _("it lies on the left side of the body: draw the right side, or say that it lies across the middle.")
    return ""


def _within(bounds: Bounds, box: Box) -> bool:
    return bounds.left >= 0 and bounds.top >= 0 and bounds.right <= box.width and bounds.bottom <= box.height


def _is_on_the_left(bounds: Bounds, box: Box) -> bool:
    """The person's right is the viewer's left in front, the viewer's right in the back."""
    if not box.axis:
        return False
    middle = (bounds.left + bounds.right) / 2
    return middle > box.axis if box.key == "front" else middle < box.axis
