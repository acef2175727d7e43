"""Points placed and shapes drawn in a real browser: by mouse, by keyboard, and what the form then keeps."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Group
from playwright.sync_api import Page, expect

from content.models import Muscle
from tests.content.entries import build_muscle, build_region

pytestmark = [
    pytest.mark.journey,
    pytest.mark.once,
    pytest.mark.usefixtures("no_second_factor"),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
POINTS = ".drawing__point"


@pytest.fixture
def open_form(chromium, live_server, client, make_user):
    """Return a closure that opens an entry as an editor, at its picture; a violation of the policy fails the test."""
    complaints: list[str] = []
    editor = make_user()
    editor.groups.add(Group.objects.get(name="editor"))
    client.force_login(editor)

    def visit(entry, width: int = 1440) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 1000}, base_url=live_server.url)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
        page.goto(f"/staff/snippets/content/{entry._meta.model_name}/edit/{entry.pk}/")
        tab = page.get_by_role("tab", name="Picture")
        if tab.count():
            tab.click()
        page.locator("[data-stage]").evaluate("stage => stage.scrollIntoView({block: 'center'})")
        return page

    yield visit
    assert complaints == []


def on_screen(page: Page, x: float, y: float) -> tuple[float, float]:
    """Return where a place of the drawing stands on the screen."""
    return page.locator(".drawing__svg").evaluate(
        "(svg, [x, y]) => { const at = new DOMPoint(x, y).matrixTransform(svg.getScreenCTM()); return [at.x, at.y] }",
        [x, y],
    )


def click_at(page: Page, x: float, y: float) -> None:
    page.mouse.click(*on_screen(page, x, y))


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*on_screen(page, *start))
    page.mouse.down()
    page.mouse.move(*on_screen(page, *end), steps=5)
    page.mouse.up()


def fields(page: Page, index: int) -> list[str]:
    return [page.locator(f"#id_points-{index}-{name}").input_value() for name in ("label", "view", "x", "y")]


def shapes(page: Page) -> list[dict]:
    return json.loads(page.locator("#id_shapes").input_value())


def save(page: Page, name: str) -> None:
    """Press a button of the form's footer and wait for the page that follows."""
    button = page.locator("footer").get_by_role("button", name=name, exact=True)
    if not button.is_visible():
        page.locator("footer").get_by_role("button", name=re.compile("more", re.IGNORECASE)).click()
    button.click()
    page.wait_for_load_state("load")
    expect(page.locator(".messages .success").first).to_be_visible()


def places_of(muscle: Muscle) -> list[tuple[str, float, float]]:
    return [(point.label, float(point.x), float(point.y)) for point in muscle.points.all()]


def test_points_placed_by_mouse_and_keyboard_are_kept_as_a_draft_and_then_published(open_form):
    muscle = build_muscle()
    page = open_form(muscle)
    drag(page, (411, 320), (440, 345))
    page.get_by_role("button", name="Place a point").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"{POINTS}:focus")).to_have_attribute("aria-label", re.compile("^TrP2"))
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    chosen = [fields(page, index) for index in (0, 1)]
    save(page, "Save draft")
    muscle.refresh_from_db()
    wanted = [(label, float(x), float(y)) for label, _view, x, y in chosen]
    assert (places_of(muscle), places_of(muscle.latest_revision.as_object())) == ([("TrP1", 411.0, 320.0)], wanted)
    assert wanted[0][1:] == pytest.approx((440, 345), abs=1)
    page.get_by_role("tab", name="Picture").click()
    save(page, "Publish")
    assert places_of(Muscle.objects.get(pk=muscle.pk)) == wanted


def test_an_arrow_key_moves_a_point_by_one_unit_and_with_shift_by_ten(open_form):
    page = open_form(build_muscle())
    page.locator(POINTS).focus()
    for key in ("ArrowLeft", "Shift+ArrowDown"):
        page.keyboard.press(key)
    assert fields(page, 0) == ["TrP1", "back", "410", "330"]


def test_a_point_is_placed_by_a_click_and_named_as_stray_outside_the_drawing(open_form):
    page = open_form(build_muscle())
    page.get_by_role("button", name="Place a point").click()
    click_at(page, 480, 330)
    assert fields(page, 1)[:2] == ["TrP2", "back"]
    assert [float(value) for value in fields(page, 1)[2:]] == pytest.approx([480, 330], abs=1)
    expect(page.locator("[data-list] [data-stray]:visible")).to_have_count(1)


def test_a_point_goes_with_the_delete_key_and_comes_by_its_number_fields(open_form):
    page = open_form(build_muscle(points=2))
    page.locator(POINTS).first.focus()
    page.keyboard.press("Delete")
    expect(page.locator(POINTS)).to_have_count(1)
    page.locator("#id_points-1-x").fill("450")
    expect(page.locator(POINTS)).to_have_attribute("aria-label", re.compile("across 450"))


def test_a_shape_is_drawn_by_clicks_closed_made_smooth_and_kept(open_form):
    region = build_region(shapes=[])
    page = open_form(region)
    page.get_by_role("button", name="Back view").click()
    page.get_by_role("button", name="Draw a shape").click()
    for place in ((420, 600), (480, 600), (450, 700), (420, 600)):
        click_at(page, *place)
    page.get_by_role("button", name="Make it smooth").click()
    (shape,) = shapes(page)
    assert re.fullmatch(r"M[\d. ]+(C[\d. ]+){3}Z", shape["path"])
    save(page, "Publish")
    region.refresh_from_db()
    assert region.shapes == [shape]


def test_an_outline_is_changed_by_keyboard_alone_and_the_change_taken_back(open_form):
    page = open_form(build_region())
    before = shapes(page)
    page.get_by_role("button", name="Next point").press("Enter")
    page.keyboard.press("Shift+ArrowRight")
    assert shapes(page)[0]["path"] == "M400 300L470 300L460 360L400 360Z"
    page.get_by_role("button", name="Undo").press("Enter")
    assert shapes(page) == before


def test_a_shape_is_drawn_without_a_mouse(open_form):
    page = open_form(build_region(shapes=[]))
    page.get_by_role("button", name="Draw a shape").press("Enter")
    assert page.locator(".drawing__node").count() == 6
    expect(page.locator(".drawing__node:focus")).to_have_count(1)


def test_a_text_that_is_no_drawing_is_named_and_the_picture_waits(open_form):
    page = open_form(build_region())
    page.locator("#id_shapes").evaluate("field => { field.value = '[{'; field.dispatchEvent(new Event('input')) }")
    expect(page.locator("[data-broken]")).to_be_visible()
    expect(page.get_by_role("button", name="Draw a shape")).to_be_disabled()


@pytest.mark.parametrize("width", [390, 1440])
def test_the_picture_passes_axe_in_both_modes(open_form, width):
    page = open_form(build_muscle(points=2), width)
    for mode in ("Trigger points", "Shapes"):
        page.locator(".drawing").get_by_role("button", name=mode, exact=True).click()
        page.wait_for_function("() => document.getAnimations().every((one) => one.playState === 'finished')")
        found = Axe().run(page, context=".drawing")
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
