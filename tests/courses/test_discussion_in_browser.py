"""The discussion in a real browser: fetched under the lesson, used by keyboard, without a fault that axe finds."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browsing import SIZES
from tests.courses.discussing import ask, reply, room
from tests.courses.places import lesson_of

pytestmark = [
    pytest.mark.journey,
    pytest.mark.once,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def place(make_course, make_user, enrol):
    """A lesson, its student, and a question of theirs that staff have answered."""
    lesson = lesson_of(make_course(lessons=1))
    student, tutor = make_user(preferred_name="Ada"), make_user(preferred_name="Cressida")
    enrol(student, lesson.course)
    question = ask(student, lesson, "Where do I press?", "I **wonder**.")
    reply(question, tutor, "Beside the spine.", by_staff=True)
    return lesson, student, question


@pytest.fixture
def visit(browse, place):
    """Return a closure ``visit(address, size)``: the student's browser."""
    return lambda address, size="desk", **options: browse(place[1], address, size, **options)


def test_the_questions_come_when_the_reader_comes_near_them(place, visit):
    lesson, _student, _question = place
    page = visit(lesson.get_url(), "phone")
    page.locator("lesson-discussion").scroll_into_view_if_needed()
    expect(page.get_by_role("link", name="Where do I press?")).to_be_visible()


def test_without_javascript_a_link_leads_to_them(place, visit):
    page = visit(place[0].get_url(), java_script_enabled=False)
    page.get_by_role("link", name="Open the discussion").click()
    expect(page.get_by_role("link", name="Where do I press?")).to_be_visible()


def test_one_asks_by_keyboard_alone_after_a_preview(place, visit):
    page = visit(room(place[0], "ask/"))
    page.get_by_label("Your question in one line").focus()
    page.keyboard.type("How long do I hold?")
    page.keyboard.press("Tab")
    page.keyboard.type("Say it in **seconds**.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#preview strong")).to_have_text("seconds")
    page.get_by_role("button", name="Send the question").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("How long do I hold?")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(size, scheme, place, visit):
    lesson, _student, question = place
    found = []
    page = visit(room(lesson), size, color_scheme=scheme)
    for rest in ("", "ask/", f"{question.pk}/", f"posts/{question.pk}/edit/", f"posts/{question.pk}/remove/"):
        page.goto(room(lesson, rest))
        found += [f"{rest}: {fault['id']}" for fault in Axe().run(page).response["violations"]]
        found += [f"{rest}: too wide"] if page.evaluate("document.documentElement.scrollWidth > innerWidth") else []
    assert found == []
