"""Staff at work: a lesson from draft to reader, a question corrected, an order refunded."""

import re
import secrets

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.lesson_form import press

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

CPD_TITLE = "Screening for red flags"


def open_module(page: Page) -> None:
    """Find the module of the CPD course in the explorer."""
    page.goto(f"/staff/pages/search/?q={CPD_TITLE.replace(' ', '+')}&content_type=courses.modulepage")
    page.get_by_role("link", name=CPD_TITLE, exact=True).first.click()


def write_lesson(page: Page, title: str) -> None:
    """Fill in a new lesson with one heading, free for everyone and not required."""
    page.goto(re.sub(r"/staff/pages/(\d+)/.*", r"/staff/pages/add/courses/lessonpage/\1/", page.url))
    page.get_by_role("textbox", name="Title").first.fill(title)
    page.locator("#panel-child-content-body-section").get_by_role("button", name="Insert a block").first.click()
    page.get_by_role("option", name="Heading").click()
    page.locator("[name=body-0-value-text]").fill("Where to begin")
    page.get_by_role("checkbox", name="Free preview").check()
    page.get_by_role("checkbox", name="Required to complete the course").uncheck()


def test_a_lesson_goes_from_an_editors_draft_through_moderation_to_a_reader(academy, visit, sign_in):
    title = f"Breathing first {secrets.token_hex(2)}"
    editor = visit()
    sign_in(editor, "editor")
    open_module(editor)
    write_lesson(editor, title)
    press(editor, "Save draft", "created|updated")

    with editor.context.expect_page() as preview:
        editor.get_by_role("button", name="Toggle preview").click()
        editor.get_by_role("link", name="Preview in new tab").click()
    expect(preview.value.get_by_role("heading", level=1)).to_have_text(title)
    preview.value.close()
    press(editor, re.compile("Submit to"), "submitted")

    visitor = visit()
    address = f"{steps.CPD}red-flags/{title.lower().replace(' ', '-')}/"
    assert visitor.goto(address).status == 404, "a draft is not to be read"

    administrator = visit()
    sign_in(administrator, "administrator")
    administrator.goto("/staff/")
    administrator.get_by_role("link", name=title).first.click()
    press(administrator, "Approve and Publish", "updated")
    visitor.goto(address)
    expect(visitor.get_by_role("heading", level=1)).to_have_text(title)


def test_an_editor_corrects_a_question_and_a_sitting_that_runs_keeps_the_old_words(academy, visit, sign_in):
    student = visit()
    steps.enrol_at_once(student, academy)
    steps.reach_quiz(student)
    student.get_by_role("button", name="Start the quiz").click()
    student.wait_for_url(re.compile("/attempts/"))

    editor = visit()
    sign_in(editor, "editor")
    editor.goto("/staff/snippets/quizzes/question/?q=colleague")
    editor.get_by_role("link", name=re.compile("A colleague says that a red flag")).first.click()
    correction = f"it never settles anything, says edition {secrets.token_hex(2)}"
    first_option = editor.locator("[name$='-options-0-value-text']")
    old = first_option.input_value()
    first_option.fill(correction)
    press(editor, "Publish", "updated")

    sitting = all_options(student)
    assert (old in sitting, correction in sitting) == (True, False)


def all_options(student: Page) -> str:
    """Walk through the running attempt, hidden stages of its case aside, and return every option's words."""
    base = re.sub(r"(/attempts/[^/]+/).*", r"\1", student.url)
    words = []
    for number in range(1, int(student.locator("h1 .muted").inner_text().split()[-1]) + 1):
        student.goto(f"{base}{number}/")
        words += student.locator(".quiz-option__text").all_inner_texts()
    return "\n".join(words)


def test_finance_refunds_an_order_and_the_student_loses_the_lessons(academy, visit, sign_in):
    student = visit()
    address = steps.enrol_at_once(student, academy)
    reference = re.search(r"/orders/(\w+)/", student.url)[1]
    locked = f"{steps.CPD}red-flags/why-we-screen/"
    student.goto(locked)
    expect(student.get_by_role("button", name=re.compile("Mark as done")).first).to_be_visible()

    finance = visit()
    sign_in(finance, "finance")
    finance.goto(f"/staff/orders/?q={address}")
    finance.get_by_role("link", name=reference).first.click()
    finance.get_by_role("link", name="Refund", exact=True).click()
    finance.get_by_label("Reason").fill("Changed plans within 14 days.")
    finance.locator("form button[type=submit]").last.click()
    expect(finance.locator("main")).to_contain_text("refunded")

    student.goto(locked)
    assert student.get_by_role("button", name=re.compile("Mark as done")).count() == 0


def test_who_assures_quality_finds_the_sample_and_no_marking_desk(visit, sign_in):
    assurer = visit()
    sign_in(assurer, "iqa")
    assurer.goto("/staff/practice/quality/")
    expect(assurer.get_by_role("heading", level=1)).to_contain_text("Quality")
    assurer.goto("/staff/marking/")
    expect(assurer.locator("main")).to_contain_text("permission")
