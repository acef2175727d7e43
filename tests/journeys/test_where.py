"""“Where does it hurt?”: who cannot point gets the same answer from the list as others get from the picture."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys"), pytest.mark.once]

WHERE = "/atlas/where-does-it-hurt/"


def tick_by_keyboard(page: Page, key: str) -> None:
    """Open the region's part of the list and tick the region with Tab, Enter and Space only."""
    box = page.locator(f'input[name="r"][value="{key}"]')
    summary = page.locator(".where__part", has=box).locator("summary")
    for wanted, pressed in ((summary, "Enter"), (box, "Space")):
        steps.focus_by_tab(page, wanted)
        page.keyboard.press(pressed)
    expect(box).to_be_checked()


def click_shape(page: Page, key: str) -> None:
    """Click into the first shape of a region that can be seen."""
    page.locator(f'.body-map__panel--back .body-map__shape[data-key="{key}"]').first.click()


def results(page: Page, count: int) -> str:
    """Wait for the answer about ``count`` regions; return all of its words."""
    expect(page.locator("#findings").get_by_role("status")).to_contain_text(f"{count} region")
    return page.locator("#findings").inner_text()


def test_the_list_by_keyboard_gives_the_same_result_as_clicks_on_the_picture(visit):
    clicking, typing = visit(), visit()
    for page in (clicking, typing):
        page.goto(WHERE)
        page.wait_for_load_state("networkidle")
    for count, key in enumerate(("calf", "lumbar"), 1):
        click_shape(clicking, key)
        by_click = results(clicking, count)
        tick_by_keyboard(typing, key)
        by_keyboard = results(typing, count)
        assert by_keyboard == by_click
    assert typing.url == clicking.url
    assert "DVT" in by_keyboard
    marked = typing.locator('.body-map__shape[data-key="calf"]').first
    expect(marked).to_contain_class("is-marked")


def test_the_keyboard_goes_on_from_the_list_to_a_muscle_of_the_answer(visit):
    page = visit()
    page.goto(WHERE)
    page.wait_for_load_state("networkidle")
    tick_by_keyboard(page, "calf")
    results(page, 1)
    steps.focus_by_tab(page, page.locator("#findings").get_by_role("link", name="Soleus"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Soleus")
