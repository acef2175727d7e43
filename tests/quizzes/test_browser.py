"""The sitting in a real browser: saved as it is answered, kept when the line is down, usable by keyboard alone."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from quizzes.allowance import Allowance
from quizzes.models import Attempt, Response
from quizzes.services import bank
from quizzes.services.accommodating import grant_accommodation
from tests.browsing import SIZES
from tests.quizzes import data
from tests.quizzes.conftest import NOON, hand_in, option, reveal, save, save_right, student_of

pytestmark = [
    pytest.mark.journey,
    pytest.mark.once,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def open_attempt(browse):
    """Return a closure that opens an attempt at one of its decisions, signed in as its student."""
    return lambda attempt, rest="1/", **how: browse(student_of(attempt), f"/attempts/{attempt.token}/{rest}", **how)


def status(page):
    return page.locator("[data-status]")


def test_an_answer_is_saved_as_it_is_given(make_quiz, sit_now, open_attempt):
    attempt = sit_now(make_quiz())
    page = open_attempt(attempt)
    page.get_by_label("Familiar pain").check()
    expect(status(page)).to_have_text("Saved")
    assert attempt.responses.get(item=1).answer == option(attempt, 1, "Familiar pain")


def test_an_answer_given_without_a_connection_is_kept_over_a_reload_and_sent_later(make_quiz, sit_now, open_attempt):
    attempt = sit_now(make_quiz())
    page = open_attempt(attempt)
    page.route("**/answers/**", lambda route: route.abort())
    page.get_by_label("A twitch").check()
    expect(status(page)).to_contain_text("No connection")
    assert not attempt.responses.get(item=1).answered
    page.unroute("**/answers/**")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.get_by_label("A twitch")).to_be_checked()
    expect(status(page)).to_have_text("Saved")
    assert attempt.responses.get(item=1).answer == option(attempt, 1, "A twitch")


def test_the_page_is_not_left_while_an_answer_cannot_be_sent(make_quiz, sit_now, open_attempt):
    attempt = sit_now(make_quiz())
    page = open_attempt(attempt)
    page.route("**/answers/**", lambda route: route.abort())
    page.get_by_label("A twitch").check()
    page.get_by_role("button", name="Save and go on").click()
    expect(status(page)).to_contain_text("No connection")
    assert page.url.endswith("/1/")


def test_an_older_window_yields_to_the_newer_answer(make_quiz, sit_now, open_attempt):
    attempt = sit_now(make_quiz())
    page = open_attempt(attempt)
    save(attempt, 1, option(attempt, 1, "A twitch"), sequence=9)
    page.get_by_label("Familiar pain").click()  # not check(): the refusal may have put it back before one looks
    expect(status(page)).to_contain_text("A newer answer was saved from another window or device")
    expect(page.get_by_label("A twitch")).to_be_checked()


def test_picking_one_more_than_allowed_is_undone_with_a_word(make_quiz, sit_now, open_attempt):
    bank.upsert_question(key="multiple", data=data.multiple(), at=NOON)
    page = open_attempt(sit_now(make_quiz(questions=0, items=[{"question": "multiple"}])))
    for letter in "AB":
        page.get_by_role("checkbox", name=letter, exact=True).check()
    page.get_by_role("checkbox", name="C", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("more than you can choose")
    expect(page.get_by_role("checkbox", name="C", exact=True)).not_to_be_checked()


def test_a_quiz_is_sat_by_keyboard_alone(make_quiz, sit_now, open_attempt):
    attempt = sit_now(make_quiz(questions=2))
    page = open_attempt(attempt)
    for number in (1, 2):
        page.get_by_role("radio").first.focus()
        page.keyboard.press("ArrowDown")
        expect(status(page)).to_have_text("Saved")
        page.keyboard.press("Enter")
        page.wait_for_url("**/2/" if number == 1 else "**/submit/")
    page.get_by_role("button", name="Hand in now").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("You passed")
    assert Response.objects.exclude(answer=None).count() == 2


def test_the_time_runs_down_from_the_servers_seconds_and_ends_in_the_review(make_quiz, sit_now, open_attempt):
    attempt = sit_now(make_quiz(time_limit=1))
    page = open_attempt(attempt)
    page.clock.install()
    page.reload()
    page.clock.run_for(30_000)
    expect(page.locator(".quiz-clock__face")).to_contain_text("0:2")
    Attempt.objects.update(deadline=timezone.now() - timedelta(seconds=1))
    page.clock.run_for(35_000)
    page.wait_for_url("**/review/")


def test_more_time_that_staff_give_reaches_the_clock_within_a_minute(make_quiz, make_user, sit_now, open_attempt):
    attempt = sit_now(make_quiz(time_limit=4))
    page = open_attempt(attempt)
    page.clock.install()
    page.reload()
    expect(page.locator(".quiz-clock__face")).to_contain_text("min left")
    grant_accommodation(
        enrolment=attempt.enrolment,
        quiz=None,
        allowance=Allowance(minutes=15),
        reason="Asked",
        actor=make_user(is_staff=True),
        at=timezone.now(),
    )
    page.clock.run_for(61_000)
    expect(page.locator(".quiz-clock__extra")).to_have_text("Your extra time: 15 minutes")
    expect(page.locator(".quiz-clock__face")).to_contain_text("about 19 min")
    expect(page.locator("[data-say]")).to_have_text("Your extra time: 15 minutes")


def test_a_changed_clock_of_the_device_changes_nothing_and_one_minute_is_said(make_quiz, sit_now, open_attempt):
    attempt = sit_now(make_quiz(time_limit=6))
    page = open_attempt(attempt)
    page.clock.install()
    page.route("**/time/", lambda route: route.abort())
    page.reload()
    page.clock.set_system_time(timezone.now() + timedelta(days=3))
    page.clock.run_for(65_000)
    expect(page.locator(".quiz-clock__face")).to_contain_text("about 5 min")
    expect(page.locator("[data-say]")).to_contain_text("5 minutes left")
    page.clock.run_for(240_000)
    expect(page.locator("[data-say]")).to_contain_text("One minute left")


def test_without_javascript_the_form_saves_and_goes_on(make_quiz, sit_now, open_attempt):
    attempt = sit_now(make_quiz())
    page = open_attempt(attempt, "", java_script_enabled=False)
    page.get_by_label("Familiar pain").check()
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Question 2")
    assert attempt.responses.get(item=1).answered


@pytest.mark.parametrize("size", SIZES)
def test_every_page_of_a_sitting_passes_axe_and_fits_the_screen(make_quiz, sit_now, open_attempt, size):
    bank.upsert_question(key="multiple", data=data.multiple(), at=NOON)
    bank.upsert_case(key="c", data=data.case("c"), at=NOON)
    attempt = sit_now(
        make_quiz(questions=1, items=[{"question": "q1"}, {"question": "multiple"}, {"case": "c"}], time_limit=30)
    )
    save_right(attempt, 3)
    reveal(attempt, 3)
    page = open_attempt(attempt, size=size)
    for rest in ("1/", "2/", "3/", "4/", "submit/"):
        page.goto(f"/attempts/{attempt.token}/{rest}")
        assert_well_made(page)
    page.goto(attempt.quiz.get_url())
    assert_well_made(page)
    hand_in(attempt)
    page.goto(f"/attempts/{attempt.token}/review/")
    assert_well_made(page)


def assert_well_made(page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url
