"""The form of a lesson in the staff area: blocks of many kinds, choosers, the publishing schedule."""

import re
from datetime import datetime

from playwright.sync_api import Locator, Page, expect

BODY = "#panel-child-content-body-section"
#: A rich text hands what is typed to the form a moment later.
KEPT = "text => [...document.querySelectorAll('input, textarea')].some((input) => input.value.includes(text))"

#: What begins with something to write in takes the keyboard a moment after it was added, and with it whatever is typed
#: elsewhere before that. What begins with a list or a chooser does not.
ADDED = """block => {
  const first = block.querySelector("input[type=text], select, textarea, [contenteditable], .chooser, "
    + "[data-streamfield-list-count]");
  return !first || first.matches(".chooser, [data-streamfield-list-count]") || block.contains(document.activeElement);
}"""

SLOW = 20_000  # ms: a page is saved, indexed and told to those who approve it


def choose_action(page: Page, name: str | re.Pattern[str]) -> None:
    """Press one of the actions under the editor's footer, which hides all but the first."""
    action = page.get_by_role("navigation", name="Actions").get_by_role("button", name=name)
    if not action.is_visible():
        page.get_by_role("button", name="More actions").click()
    action.click()


def press(page: Page, action: str | re.Pattern[str], said: str) -> None:
    """Press an action of the editor, wait for what it says (a pattern) and name the fields that it refuses, if any.

    The page that answers is a new one: the one before may say what an earlier action was refused for.
    """
    page.evaluate("document.documentElement.dataset.before = ''")
    choose_action(page, action)
    page.locator("html:not([data-before])").wait_for(timeout=SLOW)
    messages = page.locator(".messages")
    expect(messages).to_contain_text(re.compile(f"{said}|validation errors"), timeout=SLOW)
    refused = page.locator(".error-message").evaluate_all(
        "all => all.filter((one) => one.innerText.trim())"
        ".map((one) => (one.closest('[data-contentpath]')?.dataset.contentpath ?? '') + ': ' + one.innerText)"
    )
    assert not refused, refused
    expect(messages).to_contain_text(re.compile(said))


def add_block(page: Page, kind: str) -> Locator:
    """Append a block to the body; return its part of the form."""
    blocks = page.locator(f"{BODY} [data-streamfield-child]:has(> input[name^='body-'][name$='-deleted'])")
    number = page.locator(f"{BODY} input[name='body-count']").input_value()
    page.locator(BODY).get_by_role("button", name="Insert a block").last.click()
    page.get_by_role("option", name=kind, exact=True).click()
    added = blocks.filter(has=page.locator(f"> input[name='body-{number}-deleted']"))
    page.wait_for_function(ADDED, arg=added.element_handle())
    return added


def write(block: Locator, *texts: str) -> None:
    """Type into the block's rich texts, one after the other."""
    for place, text in enumerate(texts):
        block.locator(".public-DraftEditor-content").nth(place).press_sequentially(text)
        block.page.wait_for_function(KEPT, arg=text)


def fill(block: Locator, **values: str) -> None:
    """Fill in fields of the block by the end of their names."""
    for name, value in values.items():
        block.locator(f"[name$='-value-{name}']").fill(value)


def one_more(block: Locator, part: str) -> Locator:
    """Add an item to a list within the block; return the list."""
    items = block.locator(f"[data-contentpath='{part}']").first
    items.get_by_role("button", name="Add", exact=True).last.click()
    block.page.wait_for_function(ADDED, arg=items.locator("[data-streamfield-child]").last.element_handle())
    return items


def choose(page: Page, block: Locator, button: str) -> str:
    """Choose the first entry that the chooser offers; return its name."""
    block.get_by_role("button", name=button).last.click()
    entry = page.locator(".modal-body a[data-chooser-modal-choice]").first
    name = entry.inner_text().strip()
    entry.click()
    expect(page.locator(".modal-body")).to_have_count(0)
    return name


def write_many_blocks(page: Page, title: str) -> list[str]:
    """Fill in a new lesson with nine kinds of blocks; return words by which a reader knows each."""
    page.goto(re.sub(r"/staff/pages/(\d+)/.*", r"/staff/pages/add/courses/lessonpage/\1/", page.url))
    page.get_by_role("textbox", name="Title").first.fill(title)
    fill(add_block(page, "Heading"), text="Where to begin")
    write(add_block(page, "Text"), "A hand that listens is a better hand.")
    callout = add_block(page, "Callout")
    fill(callout, title="Ask again")
    write(callout, "Ask whenever the number rises.")
    technique = add_block(page, "Technique")
    fill(technique, title="Waiting with a flat hand")
    fill(technique, **{"stop_when-0-value": "guarding"})
    write(technique, "Client supine.", "Rest the hand and wait.", "Two on the client’s scale.")
    compare(add_block(page, "Comparison"))
    figure = add_block(page, "Atlas figure")
    muscle = choose(page, one_more(figure, "muscles"), "Choose muscle")
    question = add_block(page, "Self-check")
    choose(page, question, "Choose question")
    flag = choose(page, add_block(page, "Red flag"), "Choose red flag")
    cards = add_block(page, "Flashcards")
    fill(cards, title="Words for hands", **{"cards-0-value-front": "End-feel"})
    write(cards, "What the hand meets at the end of a movement.")
    page.get_by_role("checkbox", name="Free preview").check()
    page.get_by_role("checkbox", name="Required to complete the course").uncheck()
    return [
        "Where to begin", "A hand that listens", "Ask again", "Waiting with a flat hand", "Two ways to wait", muscle,
        "Check yourself", flag, "End-feel",
    ]  # fmt: skip


def compare(block: Locator) -> None:
    """Fill in a comparison of two things by one feature."""
    fill(block, caption="Two ways to wait")
    one_more(block, "things")
    one_more(block, "cells")
    fill(block, **{"things-0-value": "Still", "things-1-value": "Moving", "features-0-value-name": "Hand"})
    write(block, "rests", "wanders")


def schedule(page: Page, at: datetime) -> None:
    """Set when the page goes live, in the dialogue of the side panel."""
    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name=re.compile("(Set|Edit) schedule")).click()
    page.locator("#id_go_live_at").fill(f"{at:%Y-%m-%d %H:%M}")
    page.get_by_role("button", name="Save schedule").press("Enter")  # the calendar still covers it
    expect(page.locator(".messages")).to_contain_text("updated")
