"""The rules of drawings, without a database."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from content.atlas.drawing import Place, check_shapes, fault_of_point, strays
from content.services.knowledge import _shapes as shapes_of_files
from tests.content.entries import SHAPES, SQUARE

SHAPE = SHAPES[0]
X, Y = st.floats(370, 700), st.floats(10, 1400)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"view": "side"}, "view must be one of"),
        ({"view": ["back"]}, "view must be one of"),
        ({"path": ""}, "path is empty"),
        ({"path": 12}, "path is empty"),
        ({"path": "m400 300l60 0l0 60z"}, "M L C Q Z only"),
        ({"path": "M400 300A5 5 0 0 1 460 300Z"}, "M L C Q Z only"),
        ({"path": "M400 300L460 300L460 360"}, "ends with Z"),
        ({"path": "M400 300L460 300ZL460 360Z"}, "begins with M"),
        ({"path": "M400 300L460L460 360Z"}, "wrong number of coordinates"),
        ({"path": "M400 300L4-- 5L460 360Z"}, "wrong number of coordinates"),
        ({"path": "M400 300L460 300Z9"}, "wrong number of coordinates"),
        ({"path": "M400 300Z"}, "encloses nothing"),
        ({"path": "M400 300L760 300L460 360Z"}, "leaves the picture"),
        ({"path": "M400 -3L460 300L460 360Z"}, "leaves the picture"),
        ({"path": "M100 300L160 300L160 360Z"}, "left side of the body"),
        ({"view": "front"}, "left side of the body"),
        ({"midline": "yes"}, "must be true or false"),
        ({"source": "a chart"}, "source must be one of"),
        ({"colour": "red"}, "means nothing here"),
    ],
)
def test_a_shape_that_cannot_be_drawn_is_refused_with_the_reason(change, words):
    with pytest.raises(ValidationError, match="Shape 1: .*" + words):
        check_shapes([SHAPE | change])


@pytest.mark.parametrize("value", [None, {}, "M0 0Z", 3, [[]], [None], [{"view": "back"}]])
def test_what_is_no_list_of_shapes_is_refused(value):
    with pytest.raises(ValidationError):
        check_shapes(value)


@pytest.mark.parametrize(
    "shape",
    [
        SHAPE,
        {"view": "front", "path": "M300 300L420 300L360 400Z", "midline": True},
        {"view": "head", "path": "M0 0Q724 0 724 724C0 724 0 700 0 0Z"},
        {"view": "sole", "path": "M10 10L20,10L20 20ZM100 100L120 100 120 130Z"},
    ],
)
def test_a_shape_that_can_be_drawn_is_kept(shape):
    check_shapes([shape])


@given(st.text(alphabet="MLCQZmz0123456789.,- \n", max_size=40))
def test_no_path_whatever_it_is_ends_in_another_error(path):
    try:
        check_shapes([SHAPE | {"path": path}])
    except ValidationError:
        return
    assert path.strip().endswith("Z")


@given(st.lists(st.tuples(X, Y), min_size=3, max_size=12, unique=True))
def test_every_closed_outline_on_the_right_side_is_kept(places):
    check_shapes([{"view": "back", "path": "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places) + "Z"}])


def test_the_drawings_of_the_projects_own_files_can_all_be_kept():
    files = shapes_of_files()
    for drawing in files["muscles"].values():
        check_shapes(drawing["shapes"])
    for shapes in files["regions"].values():
        check_shapes(shapes)


def test_a_point_outside_the_picture_is_refused_at_the_field_that_is_too_large():
    assert (fault_of_point("sole", 401, 3).keys(), fault_of_point("sole", 3, 725).keys()) == ({"x"}, {"y"})
    assert fault_of_point("sole", 400, 724) == {}


def test_a_point_counts_as_stray_unless_a_shape_of_its_own_view_holds_it():
    points = [Place("in", "back", 430, 330), Place("beside", "back", 500, 330), Place("front", "front", 430, 330)]
    assert [point.label for point in strays(points, [{"view": "back", "path": SQUARE}])] == ["beside", "front"]
