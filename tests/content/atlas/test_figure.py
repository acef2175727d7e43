"""The body map: what a figure draws, how much of the body it shows, and how it is told in words."""

import re

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from content.atlas.collection import Atlas, MuscleEntry, Point, RegionEntry, Shape, read_atlas
from content.atlas.figure import LAYERS, draw
from content.atlas.geometry import bounds_of, is_inside, middle_of
from content.atlas.views import BOXES
from content.templatetags.atlas_tags import body_map

SQUARE = "M100 200L140 200L140 240L100 240Z"


def muscle(key: str = "soleus", view: str = "front", referral=("calf",), path: str = SQUARE) -> MuscleEntry:
    return MuscleEntry(
        pk=1, key=key, name=key.title(), area="leg", layer="deep", action="", referral=tuple(referral), pattern="",
        conditions=(), shapes=(Shape(view, path),), points=(Point("TrP1", view, 120, 220, "in the middle"),),
        under_review=False,
    )  # fmt: skip


def region(key: str = "calf", *shapes: Shape) -> RegionEntry:
    return RegionEntry(1, key, key.title(), "leg", "back", shapes or (Shape("back", SQUARE),))


def atlas_of(*regions: RegionEntry) -> Atlas:
    return Atlas({}, {one.key: one for one in regions}, {})


@pytest.fixture
def shown(db):
    """Return a closure ``shown(figure, caption="") -> html`` of the tag."""

    def show(figure, caption: str = "") -> str:
        return render_to_string("content/atlas/body_map.html", body_map(figure, caption))

    return show


def test_a_muscle_is_drawn_with_its_points_and_where_it_refers():
    figure = draw(atlas_of(region()), muscles=[muscle()])
    assert [panel.box.key for panel in figure.panels] == ["front", "back"]
    assert figure.layers == [("muscles", True), ("points", True), ("referral", True)]


def test_no_more_views_than_needed_are_shown(shown):
    wide = region("ear", Shape("front", SQUARE), Shape("head", SQUARE))
    figure = draw(atlas_of(wide), muscles=[muscle(referral=["ear"])])
    assert [panel.box.key for panel in figure.panels] == ["front"]


def test_points_can_be_kept_back(shown):
    html = shown(draw(atlas_of(region()), muscles=[muscle()], points=False))
    assert "in the middle" not in html
    assert "TrP1" not in html


def test_layers_not_asked_for_are_off_at_first(shown):
    figure = draw(atlas_of(region()), muscles=[muscle()], on=["muscles"])
    assert figure.layers == [("muscles", True), ("points", False), ("referral", False)]
    assert re.findall(r'data-layer="(\w+)" autocomplete="off" checked', shown(figure)) == ["muscles"]


def test_the_same_stands_beside_the_picture_in_words(shown):
    html = shown(draw(atlas_of(region()), muscles=[muscle()]), "Look here")
    words = re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)
    assert all(word in words for word in ("Soleus", "TrP1: in the middle", "Commonly refers to: Calf", "Look here"))


def test_the_picture_has_a_name(shown):
    assert re.search(
        r'role="img".*?<title>Soleus: front view</title>', shown(draw(atlas_of(), muscles=[muscle()])), re.S
    )


def test_the_left_side_is_drawn_as_a_mirror_image_except_for_what_lies_across_the_axis(shown):
    across = region("sacrum", Shape("back", SQUARE, midline=True))
    html = shown(draw(atlas_of(), regions=[across, region()]))
    other = html.split('class="body-map__other"')[1].split("</g>")[0]
    assert 'data-key="calf"' in other
    assert 'data-key="sacrum"' not in other


def test_shapes_can_lead_somewhere_and_are_then_hidden_from_screen_readers(shown):
    html = shown(draw(atlas_of(), muscles=[muscle()], link=lambda one: f"/there/{one.key}/"))
    assert 'href="/there/soleus/" tabindex="-1"' in html
    assert html.count("<svg") == html.count('aria-hidden="true"')


def test_several_muscles_are_numbered():
    figure = draw(atlas_of(), muscles=[muscle("one"), muscle("two")])
    assert [label.number for label in figure.panels[0].labels] == [1, 2]


def test_what_is_drawn_is_escaped(shown):
    html = shown(draw(atlas_of(), muscles=[muscle("<script>")]))
    assert "<script>&" not in html and "<Script>" not in html


squares = st.builds(
    lambda x, y, size: f"M{x} {y}L{x + size} {y}L{x + size} {y + size}L{x} {y + size}Z",
    st.floats(40, 300).map(lambda n: round(n, 1)),  # what lies on the body has its mirror image in the view
    st.floats(0, 300).map(lambda n: round(n, 1)),
    st.floats(1, 90).map(lambda n: round(n, 1)),
)


@given(st.sampled_from(sorted(BOXES)), st.lists(squares, min_size=1, max_size=4))
def test_the_crop_holds_all_shapes_of_both_sides_and_stays_in_the_view(view, paths):
    box = BOXES[view]
    figure = draw(atlas_of(), regions=[region(f"r{n}", Shape(view, path)) for n, path in enumerate(paths)])
    panel = figure.panels[0]
    for text, sides in ((panel.one, 1), (panel.both, 2)):
        left, top, width, height = (float(number) for number in text.split())
        assert left >= -1 and top >= -1 and left + width <= box.width + 1 and top + height <= box.height + 1
        for path in paths:
            bounds = bounds_of(path)
            mirrored = [bounds.mirrored(box.axis)] if sides == 2 and box.axis else []
            for one in (bounds, *mirrored):
                assert left <= one.left + 1 and one.right <= left + width + 1
                assert top <= one.top + 1 and one.bottom <= top + height + 1


@given(squares, st.floats(0, 1), st.floats(0, 1))
def test_a_point_of_a_square_lies_inside_and_one_beyond_it_does_not(path, across, down):
    bounds = bounds_of(path)
    x, y = bounds.left + bounds.width * (0.01 + 0.98 * across), bounds.top + bounds.height * (0.01 + 0.98 * down)
    assert is_inside(path, x, y)
    assert not is_inside(path, bounds.right + 1, y)


@given(squares)
def test_the_middle_of_a_shape_lies_inside(path):
    assert is_inside(path, *middle_of(path))


def test_the_middle_of_a_bent_shape_lies_inside_too():
    hook = "M0 0L10 0L10 90L100 90L100 100L0 100Z"
    assert is_inside(hook, *middle_of(hook))


def test_a_hole_is_not_inside():
    ring = f"{SQUARE}M110 210L110 230L130 230L130 210Z"
    assert is_inside(ring, 105, 205)
    assert not is_inside(ring, 120, 220)


@pytest.mark.parametrize("path", ["", "M1 1Z", "nonsense"])
def test_what_is_no_path_is_refused(path):
    with pytest.raises(ValueError):
        bounds_of(path)


def test_every_muscle_and_region_of_ours_has_a_figure(whole_atlas):
    atlas = read_atlas()
    for entry in atlas.muscles.values():
        figure = draw(atlas, muscles=[entry])
        assert figure.panels, entry.key
        assert {name for name, _on in figure.layers} == set(LAYERS), entry.key
    for entry in atlas.regions.values():
        assert draw(atlas, regions=[entry]).panels, entry.key


def test_every_page_of_ours_answers(client, whole_atlas):
    atlas = read_atlas()
    for path in ("", "where-does-it-hurt/", *(f"{one.slug}/" for one in atlas.muscles.values())):
        response = client.get(f"/atlas/{path}")
        assert response.status_code == 200
        assert response.content.count(b"<svg") > 3, path
