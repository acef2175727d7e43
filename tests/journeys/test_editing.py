"""Editors make what students see: a point in the atlas, and a lesson of many blocks from draft to safety notice."""

import re
import secrets
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.lesson_form import press, schedule, write_many_blocks
from tests.journeys.test_staff import open_module, write_lesson

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys"), pytest.mark.once]

MUSCLE = "Infraspinatus"
MODULE = "Practice, log and case studies"
SAVED = "created|updated"  # the editor saves by itself as well
CONFIRM = "I have read and understood this"
ZONE = ZoneInfo("Europe/London")


def open_picture(page: Page) -> None:
    """Find the muscle in the list of the staff area and open its picture."""
    page.goto(f"/staff/snippets/content/muscle/?q={MUSCLE}")
    page.get_by_role("link", name=MUSCLE, exact=True).first.click()
    page.get_by_role("tab", name="Picture").click()
    page.locator("[data-stage]").evaluate("stage => stage.scrollIntoView({block: 'center'})")
    expect(page.locator(".drawing__point").first).to_be_visible()


def click_beside_first_point(page: Page) -> None:
    """Place a point by the mouse, a little below the first one."""
    place = page.locator(".drawing__point circle").first.bounding_box()
    page.get_by_role("button", name="Place a point").click()
    page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] + 12)


def add_by_keyboard(page: Page) -> None:
    """Place a point in the middle by keyboard and move it by arrow keys."""
    page.get_by_role("button", name="Place a point").focus()
    page.keyboard.press("Enter")
    for key in ("ArrowRight", "Shift+ArrowDown"):
        page.keyboard.press(key)


def note_last_point(page: Page, words: str) -> str:
    """Write where the newest point lies; return its label."""
    index = int(page.locator("#id_points-TOTAL_FORMS").input_value()) - 1
    page.locator(f"#id_points-{index}-note").fill(words)
    return page.locator(f"#id_points-{index}-label").input_value()


def test_points_placed_by_mouse_and_keyboard_are_seen_by_a_student_once_they_are_published(academy, visit, sign_in):
    editor = visit()
    sign_in(editor, "editor")
    open_picture(editor)
    mark = secrets.token_hex(2)
    by_mouse, by_keyboard = f"by mouse, edition {mark}", f"by keyboard, edition {mark}"
    click_beside_first_point(editor)
    note_last_point(editor, by_mouse)
    add_by_keyboard(editor)
    note_last_point(editor, by_keyboard)
    press(editor, "Publish", "published")

    student, visitor = visit(), visit()
    sign_in(student, steps.STUDIOUS)
    for page in (student, visitor):
        page.goto(f"/atlas/{MUSCLE.lower()}/")
    for note in (by_mouse, by_keyboard):
        expect(student.locator(".body-map__points")).to_contain_text(note)
        expect(visitor.locator("main")).not_to_contain_text(note)
    remove_points(editor, mark)


def remove_points(page: Page, mark: str) -> None:
    """Take the points of this journey out again, so that the next one finds the muscle as it was."""
    open_picture(page)
    for _point in range(2):
        line = page.locator(".drawing__list li", has_text=mark).first
        line.get_by_role("button").click()
        page.keyboard.press("Delete")
    expect(page.locator(".drawing__list li", has_text=mark)).to_have_count(0)
    press(page, "Publish", "published")


def address_in(module: str, title: str) -> str:
    return f"{module}{title.lower().replace(' ', '-')}/"


def test_a_lesson_of_many_blocks_is_previewed_approved_for_later_and_goes_live_by_the_clock(academy, visit, sign_in):
    title = f"Listening hands {secrets.token_hex(2)}"
    address = address_in(f"{steps.CPD}red-flags/", title)
    editor = visit()
    sign_in(editor, "editor")
    open_module(editor)
    words = write_many_blocks(editor, title)
    press(editor, "Save draft", SAVED)
    with editor.context.expect_page() as preview:
        editor.get_by_role("button", name="Toggle preview").click()
        editor.get_by_role("link", name="Preview in new tab").click()
    for known in [title, *words]:
        expect(preview.value.locator("main")).to_contain_text(known, ignore_case=True)
    preview.value.close()
    editor.goto(editor.url)  # as it was kept, whatever the editor is saving by itself at this moment
    press(editor, re.compile("Submit to"), "submitted")

    administrator, visitor = visit(), visit()
    sign_in(administrator, "administrator")
    administrator.goto("/staff/")
    administrator.get_by_role("link", name=title).first.click()
    schedule(administrator, datetime.now(ZONE) + timedelta(seconds=120))  # whole minutes: one at least from now
    press(administrator, "Approve and Publish", "updated")
    assert visitor.goto(address).status == 404, "a minute early is too early"
    academy.wait_for(lambda: visitor.goto(address).status == 200, "the lesson, by the clock", seconds=240)
    for known in [title, *words]:
        expect(visitor.locator("main")).to_contain_text(known, ignore_case=True)


def publish_lesson(page: Page, title: str) -> str:
    """Write a small lesson in a course that may be studied in any order, publish it; return the address of its form."""
    open_in_outline(page, MODULE)
    write_lesson(page, title)
    press(page, "Publish", "published")
    open_in_outline(page, title)  # a search would find the copy in the course that reuses the module as well
    return page.url


def open_in_outline(page: Page, title: str) -> None:
    """Open a module or lesson of Level 4 from the outline of the course."""
    page.goto("/staff/courses/")
    page.get_by_role("link", name="Level 4 Neuromuscular Massage Therapy", exact=True).click()
    page.get_by_role("link", name=title, exact=True).click()
    page.wait_for_url("**/edit/")


def test_a_safety_change_reaches_who_has_the_lesson_by_mail_and_banner_and_the_tick_stays(academy, visit, sign_in):
    administrator = visit()
    sign_in(administrator, "administrator")
    title = f"Safe hands {secrets.token_hex(2)}"
    form = publish_lesson(administrator, title)
    lesson = address_in(f"{steps.LEVEL_4}practice-and-portfolio/", title)
    student = visit()
    address = steps.enrol_at_once(student, academy, steps.LEVEL_4)
    student.goto(lesson)
    steps.finish_lesson(student, title)

    note = f"Never press there, says edition {secrets.token_hex(2)}."
    administrator.goto(form)
    administrator.locator("[name=body-0-value-text]").fill("Where never to begin")
    administrator.get_by_label("Kind of change").select_option("safety")
    administrator.get_by_role("textbox", name="Note to students").fill(note)
    press(administrator, "Publish", "published")

    academy.wait_for(lambda: has_mail(student, address, note), f"a mail to {address}")
    student.goto("/learn/")
    banner = student.locator(".news", has_text=note)
    expect(banner).to_contain_text(title)
    banner.get_by_role("link", name=title).click()
    banner = student.locator(".news", has_text=note)
    banner.get_by_role("button", name=CONFIRM).click()
    expect(student.get_by_role("button", name=CONFIRM)).to_have_count(0)
    student.goto(lesson)
    expect(student.get_by_role("heading", name="Where never to begin")).to_be_visible()
    expect(student.locator(".lesson__done")).to_contain_text("Done")


def has_mail(page: Page, address: str, note: str) -> bool:
    """Look into the demo's mailbox: is there a mail to ``address`` with the note?"""
    page.goto("/demo/mail/")
    return page.locator("article", has_text=address).filter(has_text=note).count() > 0
