"""The marking page in Chromium: by keyboard, with a reusable comment, clean for axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from quizzes.models import CommentSnippet, Marking, Question
from quizzes.services.scripts import take
from tests.browsing import SIZES
from tests.quizzes.desk import make_marker, script_of, write

__all__ = ["make_marker", "write"]

pytestmark = [
    pytest.mark.journey,
    pytest.mark.once,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("no_second_factor"),
]


@pytest.fixture
def marking_page(browse, write, make_marker):
    """Return a closure that opens the page of a script on the desk of a marker."""

    def open_page(size: str = "desk") -> Page:
        attempt, marker = write(), make_marker()
        CommentSnippet.objects.create(question=Question.objects.get(key="note"), text="Name the muscle.")
        take(script=script_of(attempt), assessor=marker)
        return browse(marker, f"/staff/marking/{script_of(attempt).pk}/", size)

    return open_page


def test_a_script_is_marked_by_keyboard_with_a_reusable_comment(marking_page):
    page = marking_page()
    page.get_by_role("group", name="Plan").get_by_label("Whole").press(" ")
    page.get_by_role("group", name="Language").get_by_label("Clear", exact=False).last.press(" ")
    page.get_by_label("Comment for the student").fill("Good.")
    page.get_by_role("button", name="Name the muscle.").press("Enter")
    page.get_by_role("button", name="Finish marking").press("Enter")
    expect(page.get_by_text("The script is marked.")).to_be_visible()
    marking = Marking.objects.get()
    assert (marking.share, marking.comment) == (1, "Good. Name the muscle.")


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_on_the_marking_page(marking_page, size):
    page = marking_page(size)
    assert Axe().run(page, context="main").response["violations"] == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
