"""Handing in files in Chromium: taken away by keyboard, found on another device, waited for, refused before they go."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page, expect

from quizzes.services import bank
from tests.quizzes import data
from tests.quizzes.conftest import student_of
from tests.quizzes.files import PDF, photograph
from tests.quizzes.samples import sample

pytestmark = [
    pytest.mark.journey,
    pytest.mark.once,
    pytest.mark.usefixtures("own_media"),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def paper(make_quiz, sit_now):
    hands = sample("upload", key="hands", most_megabytes=1)
    bank.upsert_question(key="hands", data=hands, at=timezone.now())
    bank.upsert_question(key="q1", data=data.sba("q1"), at=timezone.now())
    return sit_now(make_quiz(items=[{"question": "hands"}, {"question": "q1"}]))


@pytest.fixture
def device(browse, paper):
    """Return a closure that opens the question in a browser of its own."""
    return lambda scheme="light": browse(student_of(paper), f"/attempts/{paper.token}/1/", "phone", color_scheme=scheme)


def choose(page: Page, *bodies: bytes) -> None:
    files = [{"name": f"{n}.jpg", "mimeType": "image/jpeg", "buffer": body} for n, body in enumerate(bodies)]
    page.get_by_label("Add files").set_input_files(files)


def test_a_file_taken_away_by_keyboard_is_gone_on_another_device(device):
    page = device()
    choose(page, photograph(), PDF)
    expect(page.get_by_role("link", name="Document 1 (PDF)")).to_be_visible()
    page.get_by_role("button", name="Remove Photo 1").press("Enter")
    expect(page.get_by_label("Add files")).to_be_focused()
    expect(page.locator("[data-status]")).to_have_text("Saved")
    page.get_by_role("button", name="Save and go on").click()
    page.wait_for_url("**/2/")
    other = device()
    expect(other.get_by_role("link", name="Document 1 (PDF)")).to_be_visible()
    expect(other.get_by_role("img", name="Photo 1")).to_have_count(0)


def test_a_window_that_is_behind_shows_what_another_handed_in(device):
    behind, ahead = device(), device()
    choose(behind, photograph())
    expect(behind.get_by_role("img", name="Photo 1")).to_be_visible()
    ahead.reload()
    choose(ahead, PDF)
    expect(ahead.get_by_role("link", name="Document 1 (PDF)")).to_be_visible()
    behind.get_by_role("button", name="Remove Photo 1").click()
    expect(behind.get_by_role("link", name="Document 1 (PDF)")).to_be_visible()
    expect(behind.get_by_role("img", name="Photo 1")).to_be_visible()


def test_whoever_goes_on_waits_for_the_file_that_is_on_its_way(device, paper):
    page, held = device(), []

    def hold(route) -> None:
        held.append(route)

    page.route("**/uploads/1/", hold)
    choose(page, photograph())
    expect(page.get_by_role("progressbar", name="Sending")).to_be_visible()
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_text("your file is still on its way")).to_be_visible()
    held[0].continue_()
    page.wait_for_url("**/2/")
    assert len(paper.responses.get(item=1).answer) == 1


def test_a_file_that_is_too_large_is_not_sent(device):
    page = device()
    page.on("request", lambda request: pytest.fail("it was sent") if request.url.endswith("/uploads/1/") else None)
    choose(page, PDF + b"0" * 1024 * 1024)
    expect(page.get_by_role("status").filter(has_text="“0.jpg” is too large and was not sent.")).to_be_visible()


def test_a_broken_line_says_that_nothing_was_sent(device):
    page = device()
    page.route("**/uploads/1/", lambda route: route.abort())
    choose(page, photograph())
    expect(page.get_by_text("No connection: the file was not sent. Choose it again.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_files_are_kept(device, scheme):
    page = device(scheme)
    choose(page, photograph(), PDF, photograph("PNG"))
    expect(page.get_by_role("img", name="Photo 2")).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
