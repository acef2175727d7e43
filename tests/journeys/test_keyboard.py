"""The keyboard alone suffices for the student's way: Tab, Space, arrows and Enter, nothing else."""

import re
import secrets

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys"), pytest.mark.once]

MOST_TABS = 150


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until what has the focus is called ``wanted`` (a regular expression); fail if it never is."""
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        name = page.evaluate(
            "() => { const e = document.activeElement; const l = e.labels && e.labels[0];"
            " return (e.getAttribute('aria-label') || (l && l.innerText) || e.innerText || '').trim() }"
        )
        if re.search(wanted, name):
            visible = page.evaluate("() => document.activeElement.matches(':focus-visible')")
            assert visible, f"the focus on {name} cannot be seen"
            return
    raise AssertionError(f"no way by keyboard to {wanted} on {page.url}")


def press(page: Page, wanted: str) -> None:
    """Go to a link or button by Tab and press Enter."""
    tab_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def fill(page: Page, label: str, text: str) -> None:
    tab_to(page, label)
    page.keyboard.type(text)


def test_the_keyboard_alone_takes_a_student_from_the_course_page_to_a_marked_quiz(academy, visit):
    page = visit()
    address = f"wren.{secrets.token_hex(3)}@example.com"
    page.goto(steps.CPD)
    press(page, "^Join this course")
    page.wait_for_url("**/signup/**")
    fill(page, "^Full legal name", "Wren Applewhistle")
    fill(page, "^E-mail address", address)
    fill(page, "^Password", steps.PASSPHRASE)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "signup" not in url)
    fill(page, "[Cc]ode", academy.code_mailed_to(address))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{steps.CPD}")
    press(page, "^Join and pay")
    page.wait_for_url(re.compile("/pay/"))
    press(page, "^Pay now by card")
    page.wait_for_url(re.compile("/orders/"))
    press(page, "^Go to the course")
    press(page, "^Begin")
    for title in steps.LESSONS:
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        press(page, "^Mark as done")
    press(page, "^Start the quiz")
    page.wait_for_url(re.compile("/attempts/"))
    while not page.url.endswith("/submit/"):
        tab_to_option(page)
        press(page, "^(Save and|Decide and)")
    press(page, "^Hand in now")
    page.wait_for_url(re.compile("/review/"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def tab_to_option(page: Page) -> None:
    """Reach the options by Tab and choose one with Space."""
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.name === 'answer'"):
            page.keyboard.press("Space")
            return
    raise AssertionError(f"no way by keyboard to an option on {page.url}")
