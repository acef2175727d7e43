"""A film in a real browser: the transcript follows and leads, captions are on, the place is remembered."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.academy.lesson_world import build_every_block

pytestmark = [
    pytest.mark.journey,
    pytest.mark.once,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
KEPT = "element => localStorage.getItem(`film:${element.dataset.key}`)"
READY = "element => element.querySelector('video').readyState >= 1"
SEEK = "(element, time) => { element.querySelector('video').currentTime = time; }"


@pytest.fixture
def watch(chromium, live_server, make_course):
    """Return a closure that opens a lesson with a film of eight seconds and gives its player."""
    lesson = build_every_block(make_course(), free=True)
    context = chromium.new_context(base_url=live_server.url)

    def visit(**options):
        page = (chromium.new_context(base_url=live_server.url, **options) if options else context).new_page()
        page.goto(lesson.get_url())
        film = page.locator("film-player").first
        film.scroll_into_view_if_needed()
        if options.get("java_script_enabled", True):
            page.wait_for_function(READY, arg=film.element_handle())
        return film

    yield visit
    context.close()


def test_the_line_that_is_spoken_is_marked(watch):
    film = watch()
    film.evaluate(SEEK, 4)
    spoken = film.locator(".transcript [aria-current=true]")
    expect(spoken).to_have_text(re.compile("Hold still"))
    film.evaluate(SEEK, 1)
    expect(spoken).to_have_text(re.compile("Sink and wait"))


def test_a_line_of_the_transcript_leads_to_its_time_by_keyboard(watch):
    film = watch()
    film.get_by_role("group", name="Transcript of Palpation").get_by_role("button", name="Hold still").press("Enter")
    film.page.wait_for_function("element => element.querySelector('video').currentTime >= 3", arg=film.element_handle())


def test_a_chapter_leads_to_its_time(watch):
    film = watch()
    film.get_by_role("navigation", name="Chapters of Palpation").get_by_role("button", name="Holding").click()
    film.page.wait_for_function("element => element.querySelector('video').currentTime >= 3", arg=film.element_handle())


def test_captions_are_on_until_they_are_switched_off_and_that_is_remembered(watch):
    mode = "element => element.querySelector('video').textTracks[0].mode"
    film = watch()
    assert film.evaluate(mode) == "showing"
    film.get_by_label("Captions", exact=True).uncheck()
    assert film.evaluate(mode) == "hidden"
    assert watch().evaluate(mode) == "hidden"


def test_the_speed_is_remembered(watch):
    watch().get_by_label("Speed").select_option("1.5")
    film = watch()
    expect(film.get_by_label("Speed")).to_have_value("1.5")
    assert film.evaluate("element => element.querySelector('video').playbackRate") == 1.5


def test_the_place_is_kept_when_the_film_is_left(watch):
    film = watch()
    film.evaluate(SEEK, 4)
    film.page.wait_for_function(KEPT, arg=film.element_handle())
    assert film.evaluate(KEPT) == "4.0"


def test_without_a_script_there_is_the_browsers_own_player_and_the_words(watch):
    film = watch(java_script_enabled=False)
    expect(film.locator("video[controls] track[kind=captions][default]")).to_have_count(1)
    expect(film.get_by_text("Hold still.")).to_be_visible()
    expect(film.get_by_role("button")).to_have_count(0)
    expect(film.get_by_label("Speed")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_around_a_film(watch, scheme):
    film = watch(color_scheme=scheme)
    film.evaluate(SEEK, 4)
    expect(film.locator(".transcript [aria-current=true]")).to_be_visible()
    faults = Axe().run(film.page, context="film-player").response["violations"]
    assert not faults, [(fault["id"], fault["nodes"][0]["target"]) for fault in faults]
