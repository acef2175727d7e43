"""Studying in a real browser: by keyboard alone, without a script, over a reload; axe finds nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from content.models import GlossaryTerm
from courses.models import CardReview
from tests.browsing import SIZES

pytestmark = [
    pytest.mark.journey,
    pytest.mark.once,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

QUESTION = "[data-question]"


@pytest.fixture
def student(make_user, make_course, enrol):
    """Somebody with a seat, and twelve words to learn."""
    person = make_user()
    enrol(person, make_course())
    for number in range(12):
        GlossaryTerm.objects.create(key=f"word-{number:02}", term=f"word {number:02}", definition=f"Meaning {number}.")
    return person


@pytest.fixture
def open_cards(browse, student):
    """Return a closure that opens a page of the cards, signed in."""
    return lambda rest="study/", **options: browse(student, f"/learn/cards/{rest}", **options)


def faults(page) -> list[str]:
    found = [f"{one['id']}: {one['nodes'][0]['html']}" for one in Axe().run(page).response["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("wider than the window")
    return found


def test_ten_cards_are_studied_with_the_keyboard_alone(open_cards):
    page = open_cards()
    for number in range(10):
        expect(page.locator(QUESTION)).to_contain_text(f"word {number:02}")
        page.keyboard.press("Space")
        expect(page.get_by_text(f"Meaning {number}.", exact=True)).to_be_visible()
        page.keyboard.press("4")
    expect(page.get_by_text("10 answered")).to_be_visible()
    assert list(CardReview.objects.values_list("rating", flat=True)) == [4] * 10


def test_a_reload_in_the_middle_loses_nothing(open_cards):
    page = open_cards()
    page.keyboard.press("Space")
    page.keyboard.press("4")
    expect(page.locator(QUESTION)).to_contain_text("word 01")
    page.keyboard.press("Space")
    page.reload()
    expect(page.locator(QUESTION)).to_contain_text("word 01")
    assert CardReview.objects.count() == 1


def test_a_number_before_the_answer_is_shown_does_nothing(open_cards):
    page = open_cards()
    page.keyboard.press("3")
    expect(page.locator(QUESTION)).to_contain_text("word 00")
    assert not CardReview.objects.exists()


def test_the_last_answer_is_taken_back_by_a_key(open_cards):
    page = open_cards()
    page.keyboard.press("Space")
    page.keyboard.press("4")
    expect(page.locator(QUESTION)).to_contain_text("word 01")
    page.keyboard.press("u")
    expect(page.get_by_text("Taken back: answer it again.")).to_be_visible()
    expect(page.locator(QUESTION)).to_contain_text("word 00")


def test_an_answer_that_does_not_get_through_says_so_and_counts_once_later(open_cards):
    page = open_cards()
    page.route("**/cards/answer/", lambda route: route.abort())
    page.keyboard.press("Space")
    page.keyboard.press("4")
    expect(page.get_by_role("alert")).to_contain_text("did not get through")
    page.unroute("**/cards/answer/")
    page.keyboard.press("4")
    expect(page.locator(QUESTION)).to_contain_text("word 01")
    assert CardReview.objects.count() == 1


def test_words_of_a_report_are_not_taken_for_keys(open_cards):
    page = open_cards()
    page.get_by_text("This card is wrong").click()
    page.get_by_label("What is wrong with this card?").fill("")
    page.keyboard.type("u 1 2 wrong")
    page.get_by_role("button", name="Tell staff").click()
    expect(page.get_by_text("Staff will look at this card.")).to_be_visible()
    expect(page.locator(QUESTION)).to_contain_text("word 00")


def test_cards_are_studied_without_a_script(open_cards):
    page = open_cards(java_script_enabled=False)
    page.get_by_text("Show the answer").click()
    page.get_by_role("button", name="Easy").click()
    expect(page.locator(QUESTION)).to_contain_text("word 01")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_no_violation_in_the_cards(open_cards, size, scheme):
    page = open_cards("", size=size, color_scheme=scheme)
    found = faults(page)
    page.goto("/learn/cards/study/")
    found += faults(page)
    page.keyboard.press("Space")
    page.get_by_text("This card is wrong").click()
    found += faults(page)
    page.locator("button[data-key='4']").click()
    expect(page.get_by_text("1 answered")).to_be_visible()
    for rest in ("statistics/", "settings/"):
        page.goto(f"/learn/cards/{rest}")
        found += faults(page)
    assert not found, "\n".join(found)
