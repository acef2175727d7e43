"""What people do on the pages, as sentences that the journeys are made of."""

import re
import secrets
from pathlib import Path

import yaml
from playwright.sync_api import Locator, Page, expect

DEMO = Path(__file__).resolve().parents[2] / "site" / "academy" / "demo"
CPD = "/courses/screening-for-red-flags/"
LEVEL_4 = "/courses/level-4-neuromuscular-massage-therapy/"
STUDIOUS = "imran.copperkettle@example.com"  # has a seat in Level 4
PASSPHRASE = "three calm otters swim"
MOST_TABS = 250
LESSONS = ("Why we screen", "Emergencies and same-day flags", "Saying it and writing it")


def right_answers() -> set[str]:
    """Every option text that is a key in the bank of the CPD course: what a student who has studied knows."""
    bank = yaml.safe_load((DEMO / "courses" / "screening-for-red-flags" / "questions.yaml").read_text())
    decisions = [*bank["questions"], *(stage["decision"] for case in bank["cases"] for stage in case["stages"])]
    return {option["text"] for question in decisions for option in question["options"] if option.get("correct")}


def sign_up(page: Page, academy, address: str, name: str) -> None:
    """Fill in the form that is open, then the code from the mail."""
    page.get_by_label("Full legal name").fill(name)
    page.get_by_label("E-mail address").fill(address)
    page.get_by_label("Password", exact=True).fill(PASSPHRASE)
    page.get_by_role("button", name="Create my account").click()
    page.get_by_label("Code", exact=False).first.fill(academy.code_mailed_to(address))
    page.get_by_role("button", name="Go on").click()


def buy(page: Page, choice: str) -> str:
    """From the course's own page through the sandbox's checkout; return the order's reference."""
    page.get_by_role("button", name=re.compile("Join and pay")).click()
    page.wait_for_url(re.compile("/pay/"))
    reference = page.get_by_test_id("reference").inner_text()
    page.get_by_role("button", name=choice).click()
    page.wait_for_url(re.compile("/orders/"))
    return reference


def finish_lesson(page: Page, title: str) -> None:
    """Read the lesson that is open and mark it as done."""
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.get_by_role("button", name=re.compile("Mark as done")).first.click()


def sit_quiz(page: Page, known: set[str]) -> None:
    """Start the quiz whose page is open, answer all that is asked from what is ``known``, and hand in."""
    page.get_by_role("button", name=re.compile("^Start ")).first.click()
    page.wait_for_url(re.compile("/attempts/"))
    while not page.url.endswith("/submit/"):
        answer_decision(page, known)
        before = page.url
        page.locator(".quiz-decision__actions .btn--primary").click()
        page.wait_for_url(lambda url, before=before: url != before)
    page.get_by_role("button", name="Hand in now").click()
    page.wait_for_url(re.compile("/review/"))


def answer_decision(page: Page, known: set[str]) -> None:
    """Tick what is known to be right; where nothing is known, the first option."""
    options = page.locator("form#decision .quiz-option")
    texts = options.locator(".quiz-option__text").all_inner_texts()
    picks = [number for number, text in enumerate(texts) if text.strip() in known] or [0]
    for number in picks:
        options.nth(number).locator("input").check()


def in_sandbox(page: Page, academy, reference: str, action: str) -> None:
    """Press a button of the sandbox's panel at the payment of one order."""
    page.goto(f"{academy.sandbox_url}/")
    page.locator(f'[data-test="payment"][data-order="{reference}"]').get_by_test_id(action).first.click()
    expect(page.get_by_test_id("said")).to_have_text("Done.")


def enrol_at_once(page: Page, academy, course: str = CPD) -> str:
    """Make a new account from a course's page and pay by card; return the address."""
    address = f"rowan.{secrets.token_hex(3)}@example.com"
    page.goto(course)
    page.get_by_role("link", name="Join this course").click()
    sign_up(page, academy, address, "Rowan Thistlewick")
    page.wait_for_url(re.compile(re.escape(course)))
    buy(page, "Pay now by card")
    return address


def reach_quiz(page: Page) -> None:
    """Finish the three lessons; the quiz's page is open then."""
    page.goto(f"{CPD}red-flags/why-we-screen/")
    for title in LESSONS:
        finish_lesson(page, title)


def hand_in_empty(page: Page) -> None:
    """Hand the running attempt in without an answer."""
    page.goto(re.sub(r"(/attempts/[^/]+/).*", r"\1submit/", page.url))
    page.get_by_role("button", name="Hand in now").click()
    page.wait_for_url(re.compile("/review/"))


def focus_by_tab(page: Page, wanted: Locator) -> None:
    """Press Tab until ``wanted`` has a focus that can be seen; fail if it never has."""
    for _press in range(MOST_TABS):
        if wanted.evaluate("one => one === document.activeElement"):
            assert wanted.evaluate("one => one.matches(':focus-visible')"), f"the focus on {wanted} cannot be seen"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way by keyboard to {wanted} on {page.url}")
