"""Notes and highlights in a browser: kept over a reload, found again after an edit, usable by keyboard and by touch."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from courses.models import StudyMark
from courses.services import study
from tests.browsing import SIZES
from tests.courses.places import address, lesson_of

pytestmark = [
    pytest.mark.journey,
    pytest.mark.once,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

FIRST = "A trigger point lies in a taut band."
SECOND = "Pressing it refers pain to a place that one would not expect."
BODY = f"<p>{FIRST}</p><p>{SECOND}</p><ul><li>Ease slowly</li></ul>"
DRAWN = """() => ["key", "ask", "use"].flatMap((colour) =>
  [...(CSS.highlights?.get(`study-${colour}`) ?? [])].map((range) => `${colour}: ${range}`))"""

HTMX_HELD = """const append = Element.prototype.append;
Element.prototype.append = function (...nodes) {
  const add = () => append.apply(this, nodes);
  if (nodes[0]?.src?.includes("htmx-2")) window.letHtmxCome = add; else add();
};"""


@pytest.fixture
def seat(make_course, make_user, enrol):
    course = make_course()
    write(course, BODY)
    return enrol(make_user(), course)


@pytest.fixture
def read(chromium, live_server, client, seat):
    """Return a closure that opens the lesson (or another address) as its student."""
    contexts = []

    def visit(path: str = "", size: str = "desk", script: str = "", **options):
        client.force_login(seat.student)
        context = chromium.new_context(viewport=SIZES[size], base_url=live_server.url, **options)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("console", lambda message: message.type == "error" and page.complaints.append(message.text))
        if script:
            page.add_init_script(script)
        page.goto(path or address(seat.course))
        return page

    yield visit
    for context in contexts:
        assert [page.complaints for page in context.pages if page.complaints] == []
        context.close()


def write(course, html: str) -> None:
    lesson = lesson_of(course)
    lesson.body = [("text", html)]
    lesson.save_revision().publish()


def keep(seat, words: str, colour: str = "key") -> StudyMark:
    """Keep a highlight of words of the body, as the script describes it."""
    text = f"{FIRST}{SECOND}Ease slowly"
    at = text.index(words)
    around = {"prefix": text[max(0, at - 32) : at], "suffix": text[at + len(words) :][:32]}
    passage = study.Passage(words, position=len("".join(text[:at].split())), **around)
    return study.highlight_passage(
        seat=seat, step=lesson_of(seat.course), passage=passage, colour=colour, at=timezone.now()
    )


def copied(mark: StudyMark, **changes) -> StudyMark:
    """A mark like another, not saved yet."""
    fields = ("student_id", "step_id", "kind", "created_at", "updated_at")
    return StudyMark(**{field: getattr(mark, field) for field in fields}, **changes)


def select(page, number: int) -> None:
    """Select a paragraph of the lesson with three clicks."""
    page.locator(".lesson__body p").nth(number).click(click_count=3)


def drawn(page, *expected: str) -> None:
    page.wait_for_function(f"(expected) => JSON.stringify(({DRAWN})()) === expected", arg=js_list(expected))


def js_list(words) -> str:
    return "[" + ",".join(f'"{word}"' for word in words) + "]"


def test_selected_words_are_highlighted_and_still_are_after_a_reload(read):
    page = read()
    select(page, 1)
    page.get_by_role("button", name="Question", exact=True).click()
    expect(page.locator("[data-study-said]")).to_have_text("Highlight saved.")
    drawn(page, f"ask: {SECOND}")
    page.reload()
    drawn(page, f"ask: {SECOND}")


def test_a_note_is_added_to_a_highlight_from_the_toolbar(read):
    page = read()
    select(page, 0)
    page.locator(".study-toolbar").get_by_role("button", name="Add a note").click()
    field = page.get_by_label("Note on this passage")
    expect(field).to_be_focused()
    page.keyboard.type("Which band?")
    page.locator("details[open]").get_by_role("button", name="Save note").click()
    expect(page.locator(".study__notes")).to_contain_text("Which band?")
    assert StudyMark.objects.get(text="Which band?").highlight.exact == FIRST


def test_a_note_is_written_changed_and_removed_without_leaving_the_page(read):
    page = read()
    page.get_by_role("link", name="My notes").first.click()
    page.keyboard.type("First thought")
    page.get_by_role("button", name="Save note").click()
    item = page.locator(".study__item")
    expect(item).to_contain_text("First thought")
    page.evaluate("window.sameDocument = true")
    item.get_by_text("Change").click()
    item.get_by_label("Note").fill("Second thought")
    item.get_by_role("button", name="Save").click()
    expect(item).to_contain_text("Second thought")
    item.get_by_text("Remove", exact=True).click()
    item.get_by_role("button", name="Remove for good").click()
    expect(item).to_have_count(0)
    assert page.evaluate("window.sameDocument")


def test_after_saving_a_note_the_keyboard_stays_in_the_notes(read):
    page = read()
    page.get_by_role("link", name="My notes").first.press("Enter")
    page.keyboard.type("A thought")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".study__item")).to_have_count(1)
    page.wait_for_function("() => document.querySelector('#study').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="My notes (1)")).to_be_focused()


def test_a_note_that_is_sent_before_the_script_for_it_has_come_waits_for_it(read):
    page = read(script=HTMX_HELD)
    page.evaluate("window.sameDocument = true")
    page.get_by_role("link", name="My notes").first.press("Enter")
    page.keyboard.type("A quick thought")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("() => window.letHtmxCome")
    page.evaluate("window.letHtmxCome()")
    expect(page.locator(".study__item")).to_have_count(1)
    assert page.evaluate("window.sameDocument")


def test_a_passage_is_chosen_and_highlighted_by_keyboard_alone(read):
    page = read()
    page.get_by_role("button", name="Highlight selection").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Passage after")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-study-read]")).to_have_text(SECOND)
    for _step in range(3):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Important")).to_be_focused()
    page.keyboard.press("Enter")
    drawn(page, f"key: {SECOND}")
    expect(page.get_by_role("button", name="Highlight selection")).to_be_focused()


def test_a_chosen_passage_can_be_made_shorter(read):
    page = read()
    page.get_by_role("button", name="Highlight selection").press("Enter")
    page.get_by_role("button", name="One word less").click(click_count=2)
    page.get_by_role("button", name="Important", exact=True).click()
    expect(page.locator(".study__quote")).to_have_count(1)
    assert FIRST.startswith(StudyMark.objects.get().exact)
    assert StudyMark.objects.get().exact != FIRST


def test_escape_leaves_the_toolbar(read):
    page = read()
    select(page, 0)
    expect(page.locator(".study-toolbar")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".study-toolbar")).to_be_hidden()


def test_a_highlight_follows_its_words_when_the_lesson_is_edited(read, seat):
    keep(seat, "refers pain")
    write(seat.course, f"<p>Something new stands first.</p><h3>More</h3>{BODY}")
    drawn(read(), "key: refers pain")


def test_a_highlight_over_several_paragraphs_is_drawn_over_all_of_them(read, seat):
    keep(seat, f"a taut band.{SECOND[:11]}")
    drawn(read(), f"key: a taut band.{SECOND[:11]}")


def test_a_highlight_whose_passage_is_gone_is_still_listed_and_says_so(read, seat):
    keep(seat, "refers pain")
    write(seat.course, "<p>All of this is new.</p>")
    page = read()
    expect(page.locator(".study__item")).to_contain_text("This passage has changed.")
    drawn(page)


def test_a_highlight_that_is_found_does_not_say_that_it_changed(read, seat):
    keep(seat, "refers pain")
    page = read()
    drawn(page, "key: refers pain")
    expect(page.get_by_text("This passage has changed.")).to_be_hidden()


def test_drawing_changes_nothing_in_the_lesson(read, seat):
    page = read()
    before = page.locator(".lesson__body").inner_html()
    keep(seat, "refers pain")
    page.reload()
    drawn(page, "key: refers pain")
    assert page.locator(".lesson__body").inner_html() == before


def test_a_browser_that_cannot_paint_ranges_marks_the_words(read, seat):
    keep(seat, f"a taut band.{SECOND[:11]}", "use")
    page = read(script="delete CSS.highlights")
    expect(page.locator("mark.study-mark--use")).to_have_text(["a taut band.", SECOND[:11]])
    page.locator(".study__item").get_by_text("Remove", exact=True).click()
    page.get_by_role("button", name="Remove for good").click()
    expect(page.locator("mark")).to_have_count(0)
    assert page.locator(".lesson__body p").first.evaluate("(one) => one.childNodes.length") == 1


def test_a_press_on_highlighted_words_opens_the_notes_there(read, seat):
    keep(seat, SECOND)
    page = read()
    drawn(page, f"key: {SECOND}")
    page.locator(".lesson__body p").nth(1).click()
    expect(page.get_by_role("button", name="Close")).to_be_visible()


def test_touch_brings_the_toolbar_to_the_bottom_and_saves(read):
    page = read(size="phone", has_touch=True, is_mobile=True)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.lesson__body p'))")
    toolbar = page.locator(".study-toolbar")
    expect(toolbar).to_be_visible()
    box = toolbar.bounding_box()
    assert round(box["y"] + box["height"]) == SIZES["phone"]["height"]
    page.get_by_role("button", name="For practice").tap()
    drawn(page, f"use: {FIRST}")


def test_without_javascript_notes_are_written_changed_and_removed_by_plain_forms(read):
    page = read(java_script_enabled=False)
    page.get_by_label("New note").fill("By a plain form")
    page.get_by_role("button", name="Save note").click()
    expect(page.locator(".study__item")).to_contain_text("By a plain form")
    page.locator(".study__item").get_by_text("Change").click()
    page.locator(".study__item").get_by_label("Note").fill("Changed")
    page.locator(".study__item").get_by_role("button", name="Save").click()
    expect(page.locator(".study__item")).to_contain_text("Changed")
    page.locator(".study__item").get_by_text("Remove", exact=True).click()
    page.get_by_role("button", name="Remove for good").click()
    expect(page.locator(".study__item")).to_have_count(0)


def test_a_session_that_ended_meanwhile_is_said_and_the_words_stay(read):
    page = read()
    page.get_by_label("New note").fill("Not to be lost")
    page.wait_for_function("() => window.htmx")
    page.context.clear_cookies()
    page.on("console", lambda _message: page.complaints.clear())
    page.get_by_role("button", name="Save note").click()
    expect(page.locator("[data-study-said]")).to_contain_text("That was not saved")
    expect(page.get_by_label("New note")).to_have_value("Not to be lost")
    page.complaints.clear()


def test_a_note_that_is_refused_is_said_and_the_words_stay(read, seat):
    note = study.add_note(seat=seat, step=lesson_of(seat.course), text="x", at=timezone.now())
    others = range(1, study.MOST_PER_STEP)
    StudyMark.objects.bulk_create(copied(note, text=str(number)) for number in others)
    page = read()
    page.get_by_label("New note").fill("Not to be lost")
    page.wait_for_function("() => window.htmx")
    page.get_by_role("button", name="Save note").click()
    expect(page.locator(".notice--error")).to_contain_text("Remove some")
    expect(page.get_by_label("New note")).to_have_value("Not to be lost")
    page.complaints.clear()  # the browser tells of the 409


@pytest.mark.parametrize("size", SIZES)
def test_every_page_of_notes_passes_axe_and_fits_the_screen(read, seat, size):
    on = keep(seat, "refers pain", "ask")
    note = study.add_note(seat=seat, step=on.step, text="Why?", highlight=on, at=timezone.now())
    page = read(size=size)
    page.get_by_role("link", name="My notes").first.click()
    assert_well_made(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Highlight selection").click()
    assert_well_made(page)
    search = f"/courses/{seat.course.slug}/search/?q=pain"
    for path in (f"/learn/notes/{note.pk}/", "/learn/notes/", "/learn/notes/print/", search):
        page.goto(path)
        assert_well_made(page)


def assert_well_made(page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


def test_a_lesson_prints_without_what_one_clicks_and_with_its_tables_whole_width(read):
    page = read()
    page.emulate_media(media="print")
    for hidden in (".site-header", ".lesson__side", ".study-bar", "#study", ".lesson__turn"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.get_by_text("From Course")).to_be_visible()
