"""The line is cut in mid-quiz, the browser killed, another opened: nothing acknowledged is lost, nothing doubled."""

import os
import signal
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from quizzes.models import Attempt
from tests.browsing import CHROMIUM
from tests.quizzes.conftest import option, save, student_of

pytestmark = [
    pytest.mark.journey,
    pytest.mark.once,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

CUT = 60_000  # milliseconds without a connection
TOLERANCE = 3  # seconds between what a clock shows and what is left
LOST = "No connection"


@pytest.fixture
def own_browser(chromium, live_server, client, tmp_path) -> Iterator[Callable[..., Page]]:
    """Return a closure that starts a browser of its own with one profile, which it finds again, signed in."""
    contexts: list[BrowserContext] = []

    def start(person) -> Page:
        context = chromium.browser_type.launch_persistent_context(
            tmp_path / "profile", base_url=live_server.url, **CHROMIUM
        )
        contexts.append(context)
        client.force_login(person)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
        return context.new_page()

    yield start
    for context in contexts:
        context.close()


def kill_browser(profile: Path) -> None:
    """End the browser of a profile by signal 9, as a power cut does."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:  # it ended while we looked
            continue
        if f"--user-data-dir={profile}".encode() in words and not any(word.startswith(b"--type=") for word in words):
            os.kill(int(folder.name), signal.SIGKILL)


def open_decision(page: Page, attempt: Attempt, item: int) -> None:
    page.goto(f"/attempts/{attempt.token}/{item}/")


def answer(page: Page, label: str, said: str) -> None:
    page.get_by_label(label).check()
    expect(page.locator("[data-status]")).to_contain_text(said)


def kept(attempt: Attempt) -> dict[int, str]:
    """The answers that the server keeps, by decision."""
    return {row.item: row.answer for row in attempt.responses.all() if row.answered}


def assert_clock_is_right(page: Page, attempt: Attempt) -> None:
    shown = page.locator("quiz-clock").evaluate("clock => clock.left()")
    assert abs(shown - attempt.seconds_left(timezone.now())) <= TOLERANCE


def test_a_cut_line_a_killed_browser_and_another_one_lose_and_double_nothing(
    make_quiz, sit_now, own_browser, browse, tmp_path
):
    attempt = sit_now(make_quiz(questions=4, time_limit=30))
    page = own_browser(student_of(attempt))
    for item in (1, 2):
        open_decision(page, attempt, item)
        answer(page, "Familiar pain", "Saved")
    page.clock.install()
    open_decision(page, attempt, 3)
    page.context.set_offline(True)
    answer(page, "A twitch", LOST)
    page.clock.run_for(CUT)
    expect(page.locator("[data-status]")).to_contain_text(LOST)
    page.context.set_offline(False)
    expect(page.locator("[data-status]")).to_have_text("Saved")
    acknowledged = {n: option(attempt, n, "Familiar pain") for n in (1, 2)} | {3: option(attempt, 3, "A twitch")}
    assert kept(attempt) == acknowledged
    open_decision(page, attempt, 4)
    page.context.set_offline(True)
    answer(page, "A taut band", LOST)
    kill_browser(tmp_path / "profile")

    other = browse(student_of(attempt), f"/attempts/{attempt.token}/3/")
    expect(other.get_by_label("A twitch")).to_be_checked()
    assert_clock_is_right(other, attempt)
    open_decision(other, attempt, 4)
    expect(other.locator("input:checked")).to_have_count(0)
    answer(other, "Familiar pain", "Saved")
    assert kept(attempt) == acknowledged | {4: option(attempt, 4, "Familiar pain")}
    assert attempt.responses.count() == 4


def test_a_browser_sends_what_it_kept_when_it_is_opened_again(make_quiz, sit_now, own_browser):
    attempt = sit_now(make_quiz())
    page = own_browser(student_of(attempt))
    open_decision(page, attempt, 1)
    page.context.set_offline(True)
    answer(page, "A taut band", LOST)
    page.context.close()
    again = own_browser(student_of(attempt))
    open_decision(again, attempt, 1)
    expect(again.get_by_label("A taut band")).to_be_checked()
    again.get_by_role("button", name="Save and go on").click()
    again.wait_for_url("**/2/")
    assert kept(attempt) == {1: option(attempt, 1, "A taut band")}


def test_who_changed_their_mind_offline_does_not_overwrite_what_another_device_saved(make_quiz, sit_now, browse):
    attempt = sit_now(make_quiz())
    page = browse(student_of(attempt), f"/attempts/{attempt.token}/1/")
    page.context.set_offline(True)
    for label in ("A twitch", "A taut band", "A twitch"):
        answer(page, label, LOST)
    save(attempt, 1, option(attempt, 1, "Familiar pain"), at=timezone.now(), writer="the phone", after=0)
    page.context.set_offline(False)
    expect(page.locator("[data-status]")).to_contain_text("A newer answer was saved")
    expect(page.get_by_label("Familiar pain")).to_be_checked()
    assert kept(attempt) == {1: option(attempt, 1, "Familiar pain")}


def test_a_device_whose_acknowledgement_was_lost_may_still_change_its_answer(make_quiz, sit_now, browse):
    attempt = sit_now(make_quiz())
    page = browse(student_of(attempt), f"/attempts/{attempt.token}/1/")

    def lose_the_answer(route) -> None:
        route.fetch()
        route.abort()

    page.route("**/answers/**", lose_the_answer)
    answer(page, "A twitch", LOST)
    page.unroute("**/answers/**")
    answer(page, "Familiar pain", "Saved")
    assert kept(attempt) == {1: option(attempt, 1, "Familiar pain")}


def test_a_device_that_is_hours_wrong_shows_the_servers_time(make_quiz, sit_now, browse):
    attempt = sit_now(make_quiz(time_limit=30))
    page = browse(student_of(attempt), f"/attempts/{attempt.token}/1/")
    page.clock.install(time=timezone.now() + timedelta(hours=5))
    page.reload()
    assert_clock_is_right(page, attempt)
    answer(page, "Familiar pain", "Saved")
    assert_clock_is_right(page, attempt)
