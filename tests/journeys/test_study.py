"""A student studies: keeps notes, checks, practises, revises, asks; nearly all of it by keyboard."""

import json
import re
import secrets

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys"), pytest.mark.once]

LESSON = f"{steps.LEVEL_4}techniques/palpation-release/"
TITLE = "Palpation release"
PASSAGE = "Then stop moving."
CARDS = 10
PAINTED = "() => [...(CSS.highlights?.get('study-key') ?? [])].map(String).join()"


def open_lesson(page: Page) -> None:
    page.goto(LESSON)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def write_note(page: Page, words: str) -> None:
    """Open the notes beside the lesson and write one."""
    page.get_by_role("link", name="My notes").first.click()
    page.get_by_label("New note").fill(words)
    page.get_by_role("button", name="Save note").first.click()
    expect(page.locator(".study__item", has_text=words)).to_be_visible()
    page.keyboard.press("Escape")


def highlight(page: Page, passage: str) -> None:
    """Select a paragraph with three clicks and mark it as important."""
    paragraph = page.locator(".lesson__body p", has_text=passage).first
    page.get_by_role("button", name="Highlight selection").hover()
    paragraph.click(click_count=3)
    page.locator(".study-toolbar").get_by_role("button", name="Important").click()
    expect(page.locator("[data-study-said]")).to_have_text("Highlight saved.")


def expect_painted(page: Page, passage: str) -> None:
    page.wait_for_function(f"(passage) => ({PAINTED})().includes(passage)", arg=passage)


def test_a_student_keeps_notes_highlights_and_a_bookmark_finds_the_lesson_again_and_takes_the_notes_along(
    academy, visit
):
    page = visit()
    steps.enrol_at_once(page, academy, steps.LEVEL_4)
    open_lesson(page)
    words = f"Ask for the number, {secrets.token_hex(2)}"
    write_note(page, words)
    highlight(page, PASSAGE)
    page.get_by_role("button", name="Bookmark", exact=True).click()
    expect(page.get_by_role("button", name="Bookmarked")).to_be_visible()
    page.reload()
    expect_painted(page, PASSAGE)

    page.goto(steps.LEVEL_4)
    search = page.get_by_role("searchbox", name="Search in this course")
    search.fill("thumbprint cool wax")
    search.press("Enter")
    page.wait_for_url("**/search/**")
    found = page.locator(".search-hits").get_by_role("link", name=TITLE, exact=True)
    academy.wait_for(lambda: found.count() or (page.reload() and found.count()), "the lesson in the worker's index")
    found.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)

    page.goto("/learn/notes/")
    for kept in (words, PASSAGE):
        expect(page.locator("main")).to_contain_text(kept)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as text").click()
    text = download.value.path().read_text()
    assert (words in text, PASSAGE in text, TITLE in text) == (True, True, True)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as data").click()
    assert words in json.dumps(json.loads(download.value.path().read_text()))


def test_a_student_checks_starts_a_hold_and_looks_up_a_term_without_leaving_the_lesson(academy, visit):
    page = visit()
    steps.enrol_at_once(page, academy, steps.LEVEL_4)
    open_lesson(page)

    term = page.locator(".lesson__body").get_by_role("button", name="taut band").first
    steps.focus_by_tab(page, term)
    page.keyboard.press("Enter")
    note = page.locator(".term-note:popover-open")
    expect(note).to_contain_text("taut band", ignore_case=True)
    page.keyboard.press("Escape")
    expect(note).to_have_count(0)

    timer = page.locator("hold-timer").first
    steps.focus_by_tab(page, timer.locator("[data-go]"))
    page.keyboard.press("Space")
    expect(timer.get_by_role("status")).to_have_text(re.compile("Hold"))
    expect(timer.locator("[data-left]")).not_to_have_text("20")
    page.keyboard.press("Space")
    expect(timer.get_by_role("status")).to_have_text("Paused.")

    check = page.locator("self-check").first
    check.get_by_label("Return to alternating at the same depth").check()
    check.get_by_role("button", name="Check my answer").click()
    expect(check).to_contain_text("Not right")
    expect(check).to_contain_text("That provokes the same place again.")
    check.get_by_role("button", name="Try again").click()
    check.get_by_label(re.compile("Ease off slowly")).check()
    check.get_by_role("button", name="Check my answer").click()
    expect(check).to_contain_text("Rising pain under constant pressure ends the hold.")


def cards_left(page: Page) -> int:
    return int(re.search(r"(\d+) cards? left", page.locator(".study__state").inner_text())[1])


def test_a_student_revises_ten_cards_by_keyboard_alone_and_fewer_wait(academy, visit):
    page = visit()
    steps.enrol_at_once(page, academy, steps.LEVEL_4)
    open_lesson(page)  # the cards of a lesson come with the lesson
    page.goto("/learn/cards/")
    steps.focus_by_tab(page, page.get_by_role("link", name="Study now"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/learn/cards/study/")
    before = cards_left(page)
    for answered in range(1, CARDS + 1):
        expect(page.locator("[data-question]")).to_be_focused()
        page.keyboard.press("Space")
        expect(page.locator("[data-back]")).to_be_focused()
        page.keyboard.press("4")  # easy: it is not asked again today
        expect(page.locator(".study__state")).to_contain_text(f"{answered} answered")
    assert cards_left(page) == before - CARDS
    page.keyboard.press("u")
    expect(page.locator(".study__state")).to_contain_text(f"{CARDS - 1} answered")
    assert cards_left(page) == before - CARDS + 1


def test_a_student_asks_below_the_lesson_and_sees_which_answer_is_the_tutors(academy, visit, sign_in):
    page = visit()
    steps.enrol_at_once(page, academy, steps.LEVEL_4)
    open_lesson(page)
    title = f"How long is still, {secrets.token_hex(2)}?"
    page.locator("lesson-discussion").scroll_into_view_if_needed()
    page.get_by_role("link", name=re.compile("Ask (a|the first) question")).click()
    page.get_by_label("Your question in one line").fill(title)
    page.locator("textarea[name=body]").fill("Is ten seconds enough when the number falls at once?")
    page.get_by_role("button", name="Send the question").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    asked = page.url

    tutor = visit()
    sign_in(tutor, "editor")
    tutor.goto("/staff/discussions/")
    expect(tutor.locator("main")).to_contain_text(title)
    tutor.goto(asked)
    tutor.locator("textarea[name=body]").fill("Yes: follow the number, not the clock.")
    tutor.get_by_role("button", name="Send the answer").click()
    tutor.get_by_role("button", name=re.compile("Mark as the tutors' answer")).click()
    expect(tutor.get_by_text("The tutors' answer", exact=True)).to_be_visible()

    page.reload()
    answer = page.locator("article.post", has_text="follow the number")
    expect(answer.get_by_text("Tutor", exact=True)).to_be_visible()
    expect(answer.get_by_text("The tutors' answer", exact=True)).to_be_visible()
    answer.get_by_role("button", name=re.compile("This helped me")).click()
    expect(answer).to_contain_text("This helped the person who asked.")
