"""Questions written in a real browser: the preview that is answered beside the form, and places put on a picture."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Group
from django.utils import timezone
from playwright.sync_api import FrameLocator, Page, expect

from quizzes.models import Question
from quizzes.services import bank
from quizzes.types.own_picture import kept_copy
from tests.content.conftest import make_picture
from tests.quizzes.samples import sample

__all__ = ["make_picture"]

pytestmark = [
    pytest.mark.journey,
    pytest.mark.once,
    pytest.mark.usefixtures("no_second_factor"),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
#: Only a while after it came does a form know what it began with and see changes.
WATCHED = "document.addEventListener('w-unsaved:watch-edits', () => document.documentElement.dataset.watched = '')"
#: An editor's page says goodbye as it goes, to a server whose database the next test already empties.
NO_FAREWELL = "navigator.sendBeacon = () => true"
SLOW = 20_000  # ms: the form is sent, and the preview made anew


@pytest.fixture
def open_editor(chromium, live_server, client, make_user, settings):
    """Return a closure that opens a question as an editor; nothing saves by itself, and no policy is violated."""
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    complaints: list[str] = []
    editor = make_user()
    editor.groups.add(Group.objects.get(name="editor"))
    client.force_login(editor)

    def visit(question: Question, width: int = 1440) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 1000}, base_url=live_server.url)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
        context.add_init_script(NO_FAREWELL)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
        page.add_init_script(WATCHED)
        page.goto(f"/staff/snippets/quizzes/question/edit/{question.pk}/")
        return page

    yield visit
    assert complaints == []


def load(kind: str, **more) -> Question:
    return bank.upsert_question(key=sample(kind)["key"], data=sample(kind, **more), at=timezone.now())


def open_preview(page: Page) -> FrameLocator:
    page.get_by_role("button", name="Toggle preview").click()
    return page.frame_locator("#w-preview-iframe")


def test_what_is_written_is_answered_and_marked_beside_the_form_before_it_is_saved(open_editor):
    question = load("sba")
    page = open_editor(question)
    preview = open_preview(page)
    expect(preview.get_by_text("What about it? (sba)")).to_be_visible(timeout=SLOW)
    page.locator("html[data-watched]").wait_for()
    stem = page.locator("[data-contentpath='stem'] .public-DraftEditor-content")
    stem.click()
    stem.press("Control+a")
    stem.press_sequentially("Which finding tells?")
    expect(preview.get_by_text("Which finding tells?")).to_be_visible(timeout=SLOW)
    preview.get_by_label("A taut band").check()
    preview.get_by_role("button", name="Mark this answer").click()
    expect(preview.get_by_text("This answer earns 0 of the mark.")).to_be_visible(timeout=SLOW)
    expect(preview.get_by_text("Your answer, not right")).to_be_visible()
    expect(preview.get_by_text("TELL", exact=True)).to_have_count(2)
    assert "Which finding tells?" not in Question.objects.get().stem


def field(page: Page, index: int, name: str):
    return page.locator(f"[name='answer-0-value-targets-{index}-value-{name}']")


def values(page: Page, index: int, *names: str) -> list[str]:
    return [field(page, index, name).input_value() for name in names]


def on_screen(page: Page, x: float, y: float) -> tuple[float, float]:
    """Return where a place of the drawing stands on the screen, once its picture is there."""
    stage = page.locator("spot-placing [data-stage]")
    stage.evaluate("stage => stage.scrollIntoView({block: 'center'})")
    return page.locator(".drawing__svg").evaluate(
        "(svg, [x, y]) => { const at = new DOMPoint(x, y).matrixTransform(svg.getScreenCTM()); return [at.x, at.y] }",
        [x, y],
    )


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*on_screen(page, *start))
    page.mouse.down()
    page.mouse.move(*on_screen(page, *end), steps=5)
    page.mouse.up()


POINTS = "spot-placing .drawing__point"


def test_a_place_on_the_body_is_dragged_and_moved_by_the_keys(open_editor):
    page = open_editor(load("hotspot"))
    expect(page.locator(POINTS)).to_have_count(3)
    drag(page, (300, 240), (320, 260))
    assert [float(value) for value in values(page, 0, "x", "y")] == pytest.approx([320, 260], abs=2)
    page.locator(POINTS).nth(1).focus()
    for key in ("ArrowLeft", "Shift+ArrowDown"):
        page.keyboard.press(key)
    assert values(page, 1, "x", "y") == ["249", "410"]
    page.keyboard.press("Delete")
    expect(page.locator(POINTS)).to_have_count(2)


@pytest.fixture
def own_question(make_picture):
    """A question of two places on a picture of the author's own, of 1600 × 900."""
    image = make_picture()
    picture = {"file": kept_copy(image), "width": image.width, "height": image.height, "alt": "A shoulder"}
    places = [{"text": "Spine of the blade", "correct": True}, {"text": "Rim of the bone"}]
    shapes = [{"x": 50, "y": 40, "radius": 5}, {"corners": "10,10 30,40"}]
    targets = [place | shape for place, shape in zip(places, shapes, strict=True)]
    data = sample("hotspot", picture=picture, targets=targets)
    return bank.upsert_question(key=data["key"], data=data, at=timezone.now())


def open_own(open_editor, question: Question, width: int = 1440) -> Page:
    """Open a question on a picture of one's own and wait for the picture."""
    page = open_editor(question, width)
    expect(page.locator("spot-placing image")).to_have_attribute("href", re.compile("/images/"))
    expect(page.locator(POINTS)).to_have_count(2)
    return page


def test_places_on_a_picture_of_ones_own_are_kept_in_percent(open_editor, own_question):
    page = open_own(open_editor, own_question)
    drag(page, (500, 225), (600, 281.25))
    assert [float(value) for value in values(page, 0, "x", "y")] == pytest.approx([60, 50], abs=0.5)
    drag(page, (200, 140.6), (300, 140.6))
    left, right = [[float(n) for n in pair.split(",")] for pair in values(page, 1, "corners")[0].split()]
    assert [*left, *right] == pytest.approx([20, 10, 40, 40], abs=0.6)


def test_a_rectangle_keeps_its_corners_square_while_one_is_dragged(open_editor, own_question):
    page = open_own(open_editor, own_question)
    drag(page, (300, 225), (400, 281.25))
    left, right = [[float(n) for n in pair.split(",")] for pair in values(page, 1, "corners")[0].split()]
    assert [*left, *right] == pytest.approx([10, 10, 40, 50], abs=0.6)


def test_places_are_added_by_pointing_by_an_outline_and_by_the_keyboard(open_editor, own_question):
    page = open_own(open_editor, own_question)
    page.get_by_role("button", name="Place a point").click()
    page.mouse.click(*on_screen(page, 800, 100))
    expect(page.locator(POINTS)).to_have_count(3)
    page.get_by_role("button", name="Draw an outline").click()
    for place in ((700, 300), (800, 300), (750, 400), (700, 300)):
        page.mouse.click(*on_screen(page, *place))
    expect(page.locator(POINTS)).to_have_count(4)
    page.get_by_role("button", name="Add a rectangle").press("Enter")
    expect(page.locator(POINTS)).to_have_count(5)
    assert [len(values(page, index, "corners")[0].split()) for index in (2, 3, 4)] == [0, 3, 2]


def test_a_place_is_put_by_the_keyboard_alone_and_saved(open_editor, own_question):
    page = open_own(open_editor, own_question)
    page.get_by_role("button", name="Place a point").press("Enter")
    expect(page.locator(f"{POINTS}:focus")).to_have_attribute("aria-label", re.compile("^3: across"))
    before = [float(value) for value in values(page, 2, "x", "y")]
    for key in ("ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"):
        page.keyboard.press(key)
    after = [float(value) for value in values(page, 2, "x", "y")]
    assert after == pytest.approx([before[0] + 2.1, before[1]], abs=0.11)
    field(page, 2, "text").fill("Edge of the muscle")
    page.get_by_role("navigation", name="Actions").get_by_role("button", name="Save draft").click()
    expect(page.locator(".messages .success").first).to_be_visible(timeout=SLOW)
    kept = Question.objects.get().latest_revision.as_object().definition()["targets"]
    assert [(kept[2]["x"], kept[2]["y"])] == [tuple(after)]


def test_the_author_sees_the_overlay_in_the_preview_and_answers_on_it(open_editor, own_question):
    page = open_own(open_editor, own_question)
    drag(page, (500, 225), (600, 281.25))
    preview = open_preview(page)
    spot = preview.locator(".quiz-spot").nth(0)
    expect(spot).to_be_visible(timeout=SLOW)
    expect(preview.get_by_role("img", name="A shoulder")).to_be_visible()
    preview.get_by_label("Spine of the blade").check()
    preview.get_by_role("button", name="Mark this answer").click()
    expect(preview.get_by_text("This answer earns 1 of the mark.")).to_be_visible(timeout=SLOW)


@pytest.mark.parametrize("width", [390, 1440])
def test_placing_passes_axe(open_editor, own_question, width):
    page = open_own(open_editor, own_question, width)
    on_screen(page, 0, 0)
    found = Axe().run(page, context="spot-placing")
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_place_is_dragged_by_a_finger(open_editor, own_question):
    page = open_own(open_editor, own_question, 390)
    start, end = on_screen(page, 500, 225), on_screen(page, 600, 281.25)
    session = page.context.new_cdp_session(page)
    for kind, places in (("touchStart", [start]), ("touchMove", [end]), ("touchEnd", [])):
        points = [{"x": x, "y": y} for x, y in places]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    expect(field(page, 0, "x")).to_have_value(re.compile(r"^(59|60)"))
