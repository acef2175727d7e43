"""The drawings that our files hold: everything is there, closed, and where it must be."""

import csv

import pytest
import yaml
from django.conf import settings
from svg.path import parse_path

from content.atlas.geometry import bounds_of, is_inside
from content.atlas.views import BOXES
from content.services.knowledge import DATA

DRAWN: dict[str, dict] = {"muscles": {}, "regions": {}}
for file in sorted(DATA.glob("shapes_*.yaml")):
    for kind, drawings in yaml.safe_load(file.read_text(encoding="utf-8")).items():
        DRAWN[kind] |= drawings


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


MUSCLES, REGIONS = rows("muscles.csv"), rows("regions.csv")
SHAPES = [
    (f"{key} {number} {shape['view']}", shape)
    for key, shapes in [*((key, drawn["shapes"]) for key, drawn in DRAWN["muscles"].items()), *DRAWN["regions"].items()]
    for number, shape in enumerate(shapes)
]


@pytest.mark.parametrize("key", [row["id"] for row in MUSCLES])
def test_each_muscle_is_drawn(key):
    assert DRAWN["muscles"][key]["shapes"]


@pytest.mark.parametrize("key", sorted({key for row in MUSCLES for key in row["referral_regions"].split("|")}))
def test_each_region_that_a_muscle_refers_to_is_drawn(key):
    assert DRAWN["regions"][key]


@pytest.mark.parametrize("key", [row["id"] for row in REGIONS])
def test_each_region_is_drawn_in_its_main_view(key):
    views = [shape["view"] for shape in DRAWN["regions"][key]]
    main = next(row["view"] for row in REGIONS if row["id"] == key)
    assert main in views or "head" in views or "sole" in views


@pytest.mark.parametrize("row", MUSCLES, ids=lambda row: row["id"])
def test_each_point_lies_in_a_shape_of_its_muscle(row):
    drawn = DRAWN["muscles"][row["id"]]
    assert drawn["points"]
    for point in drawn["points"]:
        paths = [shape["path"] for shape in drawn["shapes"] if shape["view"] == point["view"]]
        assert any(is_inside(path, point["x"], point["y"]) for path in paths), point


@pytest.mark.parametrize(("name", "shape"), SHAPES, ids=[name for name, _shape in SHAPES])
def test_each_shape_is_a_closed_path_within_its_view(name, shape):
    box, bounds = BOXES[shape["view"]], bounds_of(shape["path"])
    assert parse_path(shape["path"])[-1].__class__.__name__ == "Close"
    assert bounds.left >= 0 and bounds.top >= 0
    assert bounds.right <= box.width and bounds.bottom <= box.height


@pytest.mark.parametrize("view", BOXES)
def test_each_view_has_its_drawing(view):
    file = settings.ROOT / "site" / "static" / BOXES[view].art
    text = file.read_text(encoding="utf-8")
    assert 'id="figure"' in text
    assert f'viewBox="0 0 {BOXES[view].width} {BOXES[view].height}"' in text
