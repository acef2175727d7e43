"""Editors at work on a course that students have: a safety change, the order of the outline, the next edition."""

import re
import secrets

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request, expect

from tests.journeys import steps
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.lesson_form import SLOW, choose_action, press
from tests.journeys.test_accessibility import faults
from tests.journeys.test_staff import CPD_TITLE, open_module, write_lesson

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys"), pytest.mark.once]

FIRST = f"{steps.CPD}red-flags/why-we-screen/"
CONFIRM = "I have read and understood this"


def open_outline(page: Page) -> None:
    """From the staff area's list of courses to the outline of the CPD course."""
    page.goto("/staff/courses/")
    page.get_by_role("link", name=CPD_TITLE, exact=True).click()
    expect(page.locator("outline-editor")).to_be_visible()


def publish_safety_change(page: Page, note: str) -> None:
    """Change the first lesson: it is refused without a kind, then published with kind and note."""
    open_outline(page)
    page.get_by_role("link", name="Why we screen", exact=True).click()
    choose_action(page, "Publish")
    expect(page.get_by_text("Say what kind of change it is").first).to_be_visible(timeout=SLOW)
    page.get_by_label("Kind of change").select_option("safety")
    page.get_by_role("textbox", name="Note to students").fill(note)
    press(page, "Publish", "has been published")


def test_a_student_confirms_a_safety_change_and_keeps_the_tick(academy, visit, sign_in):
    student = visit(viewport=PHONE)
    address = steps.enrol_at_once(student, academy)
    student.goto(FIRST)
    steps.finish_lesson(student, "Why we screen")

    note = f"Never screen alone, says edition {secrets.token_hex(2)}."
    editor = visit()
    sign_in(editor, "administrator")
    publish_safety_change(editor, note)

    for path in ("/learn/", steps.CPD, FIRST):
        assert not faults(student, path)
        expect(student.get_by_role("button", name=re.compile(CONFIRM)).first).to_be_visible()
        expect(student.locator("main")).to_contain_text(note)
    banner = student.locator(".news", has_text=note)
    banner.get_by_role("button", name=CONFIRM).click()
    expect(banner.get_by_role("button")).to_have_count(0)
    expect(student.locator(".lesson__done")).to_contain_text("Done")

    editor.goto("/staff/changes/")
    editor.get_by_role("link", name="Why we screen").first.click()
    expect(editor.get_by_text("students have confirmed")).to_be_visible()
    line = editor.locator("tr", has_text=address)
    expect(line.locator("td").last).not_to_have_text("")


def order_of(page: Page) -> list[str]:
    return page.locator(".outline-editor__step .outline-editor__title").all_inner_texts()


def test_the_outline_is_put_in_order_by_mouse_and_by_keyboard(visit, sign_in):
    page = visit()
    sign_in(page, "administrator")
    open_outline(page)
    before = order_of(page)
    rows = page.locator(".outline-editor__step > .outline-editor__row")
    rows.nth(1).drag_to(rows.nth(0), target_position={"x": 30, "y": 3})
    said = page.locator(".outline-editor__said")
    expect(said).to_contain_text("is now number 1")
    assert order_of(page)[:2] == [before[1], before[0]]

    page.get_by_role("button", name=f"Down: {before[1]}", exact=True).focus()
    page.keyboard.press("Enter")
    expect(said).to_contain_text("is now number 2")
    assert order_of(page) == before
    focused = page.evaluate("document.activeElement.ariaLabel")
    assert before[1] in focused, "the focus stays on what was moved"
    page.reload()
    assert order_of(page) == before


def test_an_order_that_somebody_changed_meanwhile_is_refused(visit, sign_in):
    one, other = visit(), visit()
    for page in (one, other):
        sign_in(page, "administrator")
        open_outline(page)
    before = order_of(one)
    one.get_by_role("button", name=f"Down: {before[0]}", exact=True).click()
    expect(one.locator(".outline-editor__said")).to_contain_text("is now number 2")
    other.get_by_role("button", name=f"Down: {before[1]}", exact=True).click()
    expect(other.locator(".outline-editor__said")).to_contain_text("Somebody else changed the order")
    assert order_of(other) == order_of(one)
    one.get_by_role("button", name=f"Up: {before[0]}", exact=True).click()
    expect(one.locator(".outline-editor__said")).to_contain_text("is now number 1")


def test_a_course_is_copied_as_the_next_edition(academy, visit, sign_in):
    page = visit()
    sign_in(page, "administrator")
    open_outline(page)
    steps_before = order_of(page)
    page.get_by_role("link", name="Copy as the next edition").first.click()
    mark = secrets.token_hex(2)
    page.get_by_label("Title").fill(f"Screening, edition {mark}")
    page.get_by_label("Address").fill(f"edition-{mark}")
    page.locator("main form button[type=submit]").last.click()
    page.get_by_role("link", name="Open its outline").click(timeout=60_000)
    expect(page.locator(".outline-editor__step")).to_have_count(len(steps_before))
    assert order_of(page) == steps_before
    assert visit().goto(f"/courses/edition-{mark}/").status == 404, "a copy of drafts is not on sale"
    page.goto(re.sub(r"/courses/(\d+)/outline/", r"/pages/\1/delete/", page.url))  # other journeys find one course
    page.get_by_role("button", name=re.compile("Yes, delete")).click()
    expect(page.locator(".messages")).to_contain_text("deleted", timeout=SLOW)


def test_the_staff_pages_of_writing_have_no_fault_for_axe(visit, sign_in):
    for viewport in (PHONE, DESKTOP):
        page = visit(viewport=viewport)
        sign_in(page, "administrator")
        open_outline(page)
        found = own_faults(page, page.url) + own_faults(page, page.url.replace("outline", "copy"))
        found += own_faults(page, "/staff/courses/")
        assert not found, "\n".join(found)


def own_faults(page: Page, url: str) -> list[str]:
    """What is found in our part of the staff area; the frame around it is Wagtail's."""
    page.goto(url)
    page.wait_for_load_state("networkidle")
    answer = Axe().run(page, context={"include": [["main .nice-padding"]]}).response
    return [f"{url}: {fault['id']}: {node['target']}" for fault in answer["violations"] for node in fault["nodes"]]


def test_a_lesson_is_reviewed_compared_scheduled_and_previewed_without_a_fault(visit, sign_in):
    page = visit()
    sign_in(page, "administrator")
    open_module(page)
    title = f"Looking ahead {secrets.token_hex(2)}"
    write_lesson(page, title)
    press(page, "Publish", "published")
    page.get_by_role("link", name="Edit", exact=True).last.click()
    page.locator("[name=body-0-value-text]").fill("Where to go on")
    press(page, "Save draft", "updated")
    number = re.search(r"/pages/(\d+)/", page.url)[1]

    page.goto(f"/staff/pages/{number}/revisions/compare/live...latest/")
    expect(page.locator("main")).to_contain_text("go on")
    page.goto(f"/staff/pages/{number}/history/")
    expect(page.locator("main")).to_contain_text("Draft saved")

    page.goto(f"/staff/pages/{number}/edit/")
    page.get_by_role("button", name="Toggle preview").click()
    frame = page.frame_locator("iframe[title='Preview']:not(.w-preview__proxy)")
    expect(frame.get_by_role("button", name=re.compile("Mark as done"))).to_be_visible(timeout=SLOW)
    page.get_by_label("Preview mode").select_option("visitor")
    expect(frame.get_by_text("This lesson is free.")).to_be_visible(timeout=SLOW)


#: Only a while after it came does a form know what it began with and see changes.
WATCHED = "document.addEventListener('w-unsaved:watch-edits', () => document.documentElement.dataset.watched = '')"


def saves_itself(request: Request) -> bool:
    return request.method == "POST" and request.resource_type == "fetch" and request.url.endswith("/edit/")


@pytest.mark.parametrize(("action", "said"), [("Save draft", "updated"), ("Publish", "published")])
def test_what_is_typed_last_is_kept_though_the_page_is_saving_by_itself(visit, sign_in, action, said):
    page = visit()
    sign_in(page, "administrator")
    open_module(page)
    page.add_init_script(WATCHED)
    write_lesson(page, f"Twice saved {secrets.token_hex(2)}")
    press(page, "Save draft", "created|updated")
    number = re.search(r"/pages/(\d+)/", page.url)[1]
    words, held, by_hand = page.locator("[name=body-0-value-text]"), [], []
    page.route("**/edit/", lambda route: held.append(route) if saves_itself(route.request) else route.fallback())
    page.on("request", lambda request: by_hand.append(request) if request.is_navigation_request() else None)
    page.locator("html[data-watched]").wait_for()
    with page.expect_request(saves_itself):
        words.fill("Written first")
    words.fill("Written last")
    choose_action(page, action)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert not by_hand, "the server may take the earlier words after these"
    held.pop().continue_()
    expect(page.locator(".messages")).to_contain_text(said, timeout=SLOW)
    page.goto(f"/staff/pages/{number}/edit/")
    expect(words).to_have_value("Written last")
