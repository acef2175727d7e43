"""Reading without a connection: a course is kept, worked through on a train, and gone from a shared computer."""

import re
import secrets

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.conftest import DESKTOP, PHONE

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys"), pytest.mark.once]

FREE = f"{steps.CPD}red-flags/why-we-screen/"
SECOND = f"{steps.CPD}red-flags/emergencies-and-same-day-flags/"
THIRD = f"{steps.CPD}red-flags/saying-it-and-writing-it/"
KEPT = "caches.keys().then((names) => names.filter((name) => name.startsWith('offline:')).length)"


def open_panel(page: Page):
    """Open the panel of the course's own page; its form is filled."""
    page.goto(steps.CPD)
    panel = page.locator("offline-course")
    panel.locator("summary").click()
    expect(panel.get_by_role("button", name="Keep on this device")).to_be_visible()
    return panel


def keep(page: Page) -> None:
    """Keep the course that the student has a seat in."""
    panel = open_panel(page)
    expect(panel.locator("[data-part=total]")).to_have_text(re.compile(r"Together \d+ kB\."))
    panel.get_by_role("button", name="Keep on this device").click()
    expect(panel.locator("[data-part=status]")).to_have_text(re.compile("^Done"), timeout=30_000)


def read(page: Page, path: str, title: str) -> None:
    """Open a lesson without a connection."""
    page.goto(path)
    expect(page.locator("offline-reader[data-ready]")).to_be_attached()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def sign_out(page: Page) -> None:
    page.goto("/learn/")
    page.locator(".account-menu__summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda url: "/learn/" not in url)


def test_a_student_reads_on_a_train_and_the_academy_hears_of_it(academy, visit):
    page = visit(viewport=PHONE)
    steps.enrol_at_once(page, academy)
    page.goto(FREE)
    steps.finish_lesson(page, steps.LESSONS[0])
    keep(page)
    page.context.set_offline(True)
    read(page, FREE, steps.LESSONS[0])
    read(page, SECOND, steps.LESSONS[1])
    expect(page.locator("offline-state")).to_have_text(re.compile("^Offline"))
    expect(page.locator(".lesson__body table").first).to_be_visible()
    page.get_by_role("button", name="Mark as done and go on").click()
    page.wait_for_url(f"**{THIRD}")
    page.goto("/courses/")
    expect(page.get_by_role("heading", level=1)).to_have_text("You are offline")
    assert Axe().run(page).response["violations"] == []
    page.context.set_offline(False)
    expect(page.locator("offline-state")).to_have_text(re.compile(r"^\d things? sent\."), timeout=20_000)
    page.goto(SECOND)
    expect(page.locator(".lesson__done")).to_be_visible()


def test_signing_out_leaves_nothing_for_whoever_comes_next(academy, visit):
    page = visit()
    steps.enrol_at_once(page, academy)
    keep(page)
    assert page.evaluate(KEPT) == 1
    sign_out(page)
    assert page.evaluate(KEPT) == 0
    address = f"next.{secrets.token_hex(3)}@example.com"
    page.goto("/accounts/signup/")
    steps.sign_up(page, academy, address, "Bramble Oakenshaw")
    page.wait_for_url(lambda url: "/accounts/" not in url)
    page.goto("/learn/offline/")
    expect(page.get_by_text("No lesson is kept on this device.")).to_be_visible()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP])
def test_axe_finds_nothing_in_the_panel_and_the_reader(academy, visit, viewport):
    page = visit(viewport=viewport)
    steps.enrol_at_once(page, academy)
    keep(page)
    found = Axe().run(page).response["violations"]
    page.context.set_offline(True)
    read(page, FREE, steps.LESSONS[0])
    found += Axe().run(page).response["violations"]
    assert [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found] == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
