"""Every question type in Chromium: answered by mouse and by keyboard, found again, reviewed, and clean for axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page, expect

from quizzes.services import bank
from quizzes.types import QUESTION_TYPES, read, type_of
from quizzes.types.written import EXAMPLE
from tests.browsing import SIZES
from tests.quizzes.conftest import hand_in, save, student_of
from tests.quizzes.desk import mark_fully
from tests.quizzes.files import hand_over, photograph
from tests.quizzes.samples import sample

pytestmark = [
    pytest.mark.journey,
    pytest.mark.once,
    pytest.mark.usefixtures("own_media"),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
TYPES = list(QUESTION_TYPES)


@pytest.fixture
def paper(make_quiz, sit_now):
    """An attempt at a quiz that asks one question of each type, in the order of ``TYPES``."""
    for kind in TYPES:
        bank.upsert_question(key=sample(kind)["key"], data=sample(kind), at=timezone.now())
    return sit_now(make_quiz(items=[{"question": sample(kind)["key"]} for kind in TYPES], pass_mark=100))


@pytest.fixture
def visit(browse, paper):
    """Return a closure that opens a place of the attempt as its student."""
    return lambda rest, size="desk", scheme="light": browse(
        student_of(paper), f"/attempts/{paper.token}/{rest}", size, color_scheme=scheme
    )


def place_of(kind: str) -> int:
    return TYPES.index(kind) + 1


def kept(paper, kind: str):
    return paper.responses.get(item=place_of(kind)).answer


def solution(paper, kind: str):
    """What the type says is right; of files those that are kept, once there is one."""
    if kind == "upload":
        return kept(paper, kind) or hand_over(paper, place_of(kind), at=timezone.now())
    definition = read(paper.responses.get(item=place_of(kind)).definition)
    return type_of(definition).solve(definition)


def photo_to_choose() -> dict:
    return {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": photograph()}


def saved(page: Page) -> None:
    expect(page.locator("[data-status]")).to_have_text("Saved")


def order_rightly(page: Page, *, by_keys: bool) -> None:
    """Bring the steps into order by their buttons, the last first."""
    words = ["Consent", "Warm", "Palpate", "Press", "Re-test"]
    for word in words:
        for _step in words:
            button = page.get_by_role("button", name=f"Move down: {word}")
            if button.is_disabled():
                break
            button.press("Enter") if by_keys else button.click()


def letter_of(page: Page, text: str) -> str:
    return page.locator(".quiz-option", has_text=text).locator(".quiz-option__letter").inner_text()


def answer_with_mouse(page: Page, kind: str) -> None:
    match kind:
        case "sba":
            page.get_by_text("Familiar pain").click()
        case "multiple":
            for letter in "AC":
                page.locator(".quiz-option__text", has_text=letter).click()
        case "matrix":
            for text, word in [("Recent", "True"), ("A short", "False"), ("Breath", "True"), ("A squeeze", "False")]:
                page.locator(".quiz-row", has_text=text).get_by_text(word, exact=True).click()
        case "extended":
            page.get_by_label("Wakes at night").select_option("Source B")
            page.get_by_label("Aches after").select_option("Source D")
        case "matching":
            for left, right in [("Levator", "Angle of the neck"), ("Soleus", "Heel"), ("Temporalis", "Temple")]:
                page.get_by_label(left).select_option(right)
        case "ordering":
            order_rightly(page, by_keys=False)
        case "numeric":
            page.get_by_label("Number").fill("30")
            page.get_by_label("Unit").select_option("s")
        case "short":
            page.get_by_label("Your answer").fill("relieved by stretching")
        case "gaps":
            page.get_by_label("Gap 1").fill("10")
            page.get_by_label("Gap 2").fill("30")
            page.get_by_label("Gap 3").select_option("tolerance")
        case "key_feature":
            for text in ("Normal reflexes", "Familiar pain on pressure"):
                page.get_by_text(text).click()
        case "concordance":
            page.get_by_text("Much less likely").click()
        case "hotspot":
            page.locator(".quiz-spot", has_text=letter_of(page, "Free border")).click()
        case "label":
            page.get_by_label("at the shoulder line").select_option("Upper trapezius")
            page.get_by_label("at the side").select_option("Latissimus dorsi")
        case "written":
            page.get_by_label("Your answer").fill(EXAMPLE)
        case "upload":
            with page.expect_file_chooser() as chooser:
                page.get_by_label("Add files").click()
            chooser.value.set_files(photo_to_choose())
            expect(page.get_by_role("img", name="Photo 1")).to_be_visible()


def answer_with_keys(page: Page, kind: str) -> None:
    def choose(label: str, wanted: str) -> None:
        menu = page.get_by_label(label)
        menu.focus()
        for _step in range(12):
            if menu.evaluate("menu => menu.selectedOptions[0].text") == wanted:
                return
            page.keyboard.press("ArrowDown")

    match kind:
        case "sba":
            page.get_by_label("Familiar pain").press(" ")
        case "multiple":
            for letter in "AC":
                page.get_by_role("checkbox", name=letter, exact=True).press(" ")
        case "matrix":
            for text, presses in [("Recent", 0), ("A short", 1), ("Breath", 0), ("A squeeze", 1)]:
                first = page.get_by_role("group", name=text).get_by_label("True")
                first.press(" ")
                for _press in range(presses):
                    page.keyboard.press("ArrowRight")
        case "extended":
            choose("Wakes at night", "Source B")
            choose("Aches after", "Source D")
        case "matching":
            for left, right in [("Levator", "Angle of the neck"), ("Soleus", "Heel"), ("Temporalis", "Temple")]:
                choose(left, right)
        case "ordering":
            order_rightly(page, by_keys=True)
        case "numeric":
            page.get_by_label("Number").focus()
            page.keyboard.type("30")
            choose("Unit", "s")
        case "short":
            page.get_by_label("Your answer").focus()
            page.keyboard.type("relieved by stretching")
        case "gaps":
            for label, text in [("Gap 1", "10"), ("Gap 2", "30")]:
                page.get_by_label(label).focus()
                page.keyboard.type(text)
            choose("Gap 3", "tolerance")
        case "key_feature":
            for text in ("Normal reflexes", "Familiar pain on pressure"):
                page.get_by_label(text).press(" ")
        case "concordance":
            page.get_by_label("Much less likely").press(" ")
        case "hotspot":
            page.get_by_label("Free border").press(" ")
        case "label":
            choose("at the shoulder line", "Upper trapezius")
            choose("at the side", "Latissimus dorsi")
        case "written":
            page.get_by_label("Your answer").focus()
            page.keyboard.insert_text(EXAMPLE)
        case "upload":
            field = page.get_by_label("Add files")
            field.focus()
            with page.expect_file_chooser() as chooser:
                expect(field).to_be_focused()  # by when the browser knows that somebody waits for the dialogue
                field.press("Enter")
            chooser.value.set_files(photo_to_choose())
            expect(page.get_by_role("img", name="Photo 1")).to_be_visible()


@pytest.mark.parametrize("act", [answer_with_mouse, answer_with_keys])
def test_each_type_is_answered_and_saved(paper, visit, act):
    page = visit("1/")
    for kind in TYPES:
        page.goto(f"/attempts/{paper.token}/{place_of(kind)}/")
        act(page, kind)
        page.keyboard.press("Tab")
        saved(page)
        page.get_by_role("button", name="Save and").click()
        page.wait_for_url(lambda url, kind=kind: not url.endswith(f"/{place_of(kind)}/"))
    assert {kind: kept(paper, kind) for kind in TYPES} == {kind: solution(paper, kind) for kind in TYPES}


def test_what_was_answered_stands_there_in_another_browser(paper, visit):
    for kind in TYPES:
        save(paper, place_of(kind), solution(paper, kind), at=timezone.now())
    page = visit("1/", "phone")
    for kind in TYPES:
        page.goto(f"/attempts/{paper.token}/{place_of(kind)}/")
        before = kept(paper, kind)
        page.get_by_role("button", name="Save and").click()
        page.wait_for_url(lambda url, kind=kind: not url.endswith(f"/{place_of(kind)}/"))
        assert kept(paper, kind) == before


def test_the_order_that_stands_there_may_be_the_answer(paper, visit):
    page = visit(f"{place_of('ordering')}/")
    page.get_by_role("button", name="Keep this order").click()
    saved(page)
    assert kept(paper, "ordering") == list(read(paper.responses.get(item=place_of("ordering")).definition).shown)


def test_the_list_to_order_makes_sense_to_a_screen_reader(paper, visit):
    page = visit(f"{place_of('ordering')}/")
    first, second = page.locator(".quiz-order__text").all_inner_texts()[:2]
    expect(page.locator(".quiz-order")).to_match_aria_snapshot(
        f"""
        - list:
          - listitem:
            - text: {first}
            - 'button "Move up: {first}" [disabled]'
            - 'button "Move down: {first}"'
          - listitem:
            - text: {second}
            - 'button "Move up: {second}"'
            - 'button "Move down: {second}"'
        - button "Keep this order"
        """
    )


def test_a_body_map_is_a_list_of_places_to_a_screen_reader(paper, visit):
    page = visit(f"{place_of('hotspot')}/")
    places = page.locator(".quiz-option__text").all_inner_texts()
    lines = "\n".join(f'        - radio "{place}"' for place in places)
    expect(page.locator(".quiz-figure")).to_match_aria_snapshot(lines)


def test_what_is_chosen_in_the_list_shows_on_the_picture(paper, visit):
    page = visit(f"{place_of('hotspot')}/")
    page.get_by_label("Small of the back").check()
    expect(page.locator(".quiz-spot.is-picked text")).to_have_text(letter_of(page, "Small of the back"))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_type_while_answering_and_in_review(paper, visit, make_user, size, scheme):
    page, complaints = visit("1/", size, scheme), {}
    for kind in TYPES:
        page.goto(f"/attempts/{paper.token}/{place_of(kind)}/")
        complaints[kind] = Axe().run(page).response["violations"]
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), kind
        save(paper, place_of(kind), solution(paper, kind), at=timezone.now(), sequence=1)
    hand_in(paper, timezone.now())
    mark_fully(paper, make_user(), make_user())
    page.goto(f"/attempts/{paper.token}/review/")
    expect(page.get_by_text("What the marker says").first).to_be_visible()
    complaints["review"] = Axe().run(page).response["violations"]
    assert not any(complaints.values()), complaints
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_without_a_script_the_forms_do_it_alone(paper, client):
    client.force_login(student_of(paper))
    for kind in TYPES:
        definition = read(paper.responses.get(item=place_of(kind)).definition)
        fields = type_of(definition).to_form(definition, solution(paper, kind))
        client.post(f"/attempts/{paper.token}/{place_of(kind)}/", fields | {"sequence": 1, "action": "finish"})
    assert {kind: kept(paper, kind) for kind in TYPES} == {kind: solution(paper, kind) for kind in TYPES}
