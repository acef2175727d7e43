"""A lesson with every block in a real browser: no fault, no jump, nothing cut on paper, all of it by keyboard."""

import os
import re
from types import SimpleNamespace

import pytest
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.academy.lesson_world import build_every_block
from tests.browsing import SIZES

pytestmark = [
    pytest.mark.journey,
    pytest.mark.once,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
SHIFTS = """() => { window.shifts = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries())
  if (!entry.hadRecentInput) window.shifts += entry.value; }).observe({ type: "layout-shift", buffered: true }); }"""


@pytest.fixture
def lesson(make_course):
    return build_every_block(make_course(), free=True)


@pytest.fixture
def read(chromium, live_server, lesson):
    """Return a closure that opens the lesson; complaints of the console fail the test."""
    contexts, complaints = [], []

    def visit(size: str = "desk", **options):
        context = chromium.new_context(viewport=SIZES[size], base_url=live_server.url, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.goto(lesson.get_url())
        page.wait_for_load_state("networkidle")
        return page

    yield visit
    for context in contexts:
        context.close()
    assert not complaints


def keep_picture(page, name: str) -> None:
    """Keep a picture to look at, where a folder for it is named."""
    if folder := os.environ.get("LESSON_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_in_a_lesson_with_every_block(read, size, scheme):
    page = read(size, color_scheme=scheme)
    keep_picture(page, f"{size}-{scheme}")
    for details in page.locator("main .case details, main .accordion details").all():
        details.evaluate("element => { element.open = true; }")
    page.get_by_role("button", name="Check my answer").first.click()
    faults = [
        f"{violation['id']}: {node['target']} {node['failureSummary'][:200]}"
        for violation in Axe().run(page).response["violations"]
        for node in violation["nodes"]
    ]
    keep_picture(page, f"{size}-{scheme}-open")
    assert not faults, "\n".join(faults)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.mark.parametrize("size", SIZES)
def test_nothing_jumps_while_a_lesson_loads_and_is_scrolled(read, lesson, size):
    page = read(size)
    page.add_init_script(f"({SHIFTS})()")
    page.reload()
    page.wait_for_load_state("networkidle")
    for _screen in range(12):
        page.mouse.wheel(0, 700)
        page.wait_for_function("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("window.shifts") < 0.01


def test_a_hold_counts_down_is_announced_and_counted(read):
    page = read()
    page.clock.install()
    hold = page.locator("hold-timer").first
    hold.get_by_role("button", name=re.compile("^Start")).press("Enter")
    status, left = hold.get_by_role("status"), hold.locator("[data-left]")
    expect(status).to_have_text("Hold. 5 seconds.")
    page.clock.run_for(2600)
    expect(left).to_have_text("3")
    expect(status).to_have_text("3 seconds left.")
    page.clock.run_for(2600)
    expect(status).to_have_text("Release.")
    expect(hold.locator("[data-round]")).to_have_text("1")
    expect(hold.get_by_role("button", name=re.compile("^Next hold"))).to_be_focused()


def test_a_foot_pedal_starts_and_pauses_a_hold(read):
    page = read()
    page.clock.install()
    hold = page.locator("hold-timer").nth(1)
    hold.get_by_role("button", name=re.compile("^Start")).focus()
    page.keyboard.press("PageDown")
    page.clock.run_for(10_000)
    page.keyboard.press("PageDown")
    page.clock.run_for(10_000)
    expect(hold.locator("[data-left]")).to_have_text("20")
    expect(hold.get_by_role("button", name=re.compile("^Go on"))).to_be_visible()


def test_starting_a_hold_pauses_the_other(read):
    page = read()
    first, second = page.locator("hold-timer").all()
    first.get_by_role("button", name=re.compile("^Start")).click()
    second.get_by_role("button", name=re.compile("^Start")).click()
    expect(second).to_have_attribute("data-running", "")
    expect(first).not_to_have_attribute("data-running", "")


def test_a_term_explains_itself_by_keyboard_and_escape_shuts_it(read):
    page = read()
    term = page.get_by_role("button", name="taut band")
    expect(term).to_have_accessible_description(re.compile("firmer than the muscle"))
    term.press("Enter")
    note = page.locator("#term-taut-band")
    expect(note).to_be_visible()
    keep_picture(page, "term")
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(term).to_be_focused()


def test_a_term_explains_itself_under_the_mouse_and_stays_while_the_mouse_is_on_the_note(read):
    page = read()
    note = page.locator("#term-taut-band")
    page.get_by_role("button", name="taut band").hover()
    expect(note).to_be_visible()
    note.hover()
    expect(note).to_be_visible()
    page.get_by_role("heading", level=1).hover()
    expect(note).to_be_hidden()


def test_cards_are_turned_and_changed_by_keyboard(read):
    page = read()
    cards = page.locator("flash-cards")
    expect(cards.locator("summary:visible")).to_have_count(1)
    cards.locator("summary:visible").press("Enter")
    expect(cards.get_by_text("Hard, abrupt")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(cards.get_by_role("status")).to_have_text(re.compile("2 / 3"))
    expect(cards.get_by_text("Soft tissue")).to_be_visible()
    expect(cards.get_by_text("Hard, abrupt")).to_be_hidden()


def test_a_case_shows_the_next_question_once_the_answer_was_opened(read):
    case = read().locator(".case")
    expect(case.get_by_text("And what do you do?").first).to_be_hidden()
    case.locator("summary:visible").press("Enter")
    expect(case.get_by_text("Whether it is")).to_be_visible()
    expect(case.get_by_text("And what do you do?").first).to_be_visible()
    expect(case.get_by_text("And how fast?").first).to_be_hidden()


def test_a_spot_of_a_picture_says_what_is_there(read):
    page = read("phone")
    page.get_by_role("button", name="1: Spine of the scapula").press("Enter")
    expect(page.locator(".hotspots__note:popover-open")).to_contain_text("Follow it to the acromion.")
    keep_picture(page, "spot")


def test_a_self_check_is_answered_in_its_place_and_can_be_tried_again(read):
    page = read()
    check = page.locator("self-check").first
    check.get_by_label("Palpate the gluteals").check()
    check.get_by_role("button", name="Check my answer").click()
    expect(check.get_by_text("Not right", exact=True)).to_be_visible()
    expect(check.get_by_text("It is the one answer that changes")).to_be_visible()
    keep_picture(page, "checked")
    check.get_by_role("button", name="Try again").click()
    check.get_by_label("Ask about the saddle area").check()
    check.get_by_role("button", name="Check my answer").click()
    expect(check.get_by_text("Right", exact=True)).to_be_visible()


@pytest.fixture
def read_without_script(read):
    return read("phone", java_script_enabled=False)


def test_without_a_script_everything_can_be_read_and_the_self_check_answered(read_without_script):
    page = read_without_script
    expect(page.locator("flash-cards summary")).to_have_count(3)
    expect(page.locator("flash-cards summary").last).to_be_visible()
    expect(page.get_by_role("button", name="Next")).to_be_hidden()
    expect(page.get_by_text("Hold for 5 seconds, 2 times.")).to_be_visible()
    page.get_by_label("Ask about the saddle area").check()
    page.get_by_role("button", name="Check my answer").first.click()
    expect(page.get_by_role("heading", name="Check yourself")).to_be_visible()
    expect(page.get_by_text("Right", exact=True)).to_be_visible()
    page.get_by_role("link", name="Back to the lesson").click()
    expect(page).to_have_url(re.compile("#check-"))


def test_on_paper_no_figure_card_or_technique_is_cut(read):
    page = read()
    page.emulate_media(media="print")
    whole = page.locator(
        ".figure, .hotspots, .technique, .safety-card, .check, .case__step, .cards__card, .comparison tr"
    )
    kept = whole.evaluate_all("all => all.map((one) => getComputedStyle(one).breakInside)")
    assert len(kept) > 15 and set(kept) == {"avoid"}


def test_on_paper_everything_stands_open(read, tmp_path):
    page = read()
    file = tmp_path / "lesson.pdf"
    page.pdf(path=str(file), format="A4", print_background=False)
    words = " ".join(" ".join(sheet.extract_text().split()) for sheet in PdfReader(str(file)).pages)
    for opened in (
        "Yes, once you have taken a history",
        "You do not touch the limb",
        "The same day",
        "Hard, abrupt",
        "Follow it",
    ):
        assert opened in words
    for pressed in ("Start", "Turn over", "Check my answer", "Your answer, for yourself"):
        assert pressed not in words
    if folder := os.environ.get("LESSON_PICTURES"):
        page.pdf(path=f"{folder}/lesson.pdf", format="A4")


@pytest.fixture
def edit(chromium, live_server, lesson, make_user, client):
    """Return a closure that opens the lesson in the staff area, as somebody who just used a second factor."""
    context = chromium.new_context(viewport=SIZES["desk"], base_url=live_server.url)

    def visit():
        person = make_user(is_superuser=True, is_staff=True)
        client.force_login(person)
        session = client.session
        request = SimpleNamespace(session=session, user=person)
        factor = TOTP.activate(person, generate_totp_secret()).instance
        record_authentication(request, person, "password", reauthenticated=True)
        record_authentication(request, person, "mfa", id=factor.pk, type=factor.type, reauthenticated=True)
        session.save()
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
        page = context.new_page()
        page.goto(f"/staff/pages/{lesson.pk}/edit/")
        return page

    yield visit
    context.close()


def test_an_editor_puts_a_spot_onto_the_picture(edit):
    page = edit()
    stage = page.locator(".hotspots-stage")
    expect(stage.locator("span:visible")).to_have_count(2)
    across = page.locator('[name*="-spots-1-value-x"]')
    across.scroll_into_view_if_needed()
    across.focus()
    box = stage.bounding_box()
    stage.click(position={"x": box["width"] / 2, "y": box["height"] / 4})
    assert abs(float(across.input_value()) - 50) < 1
    assert abs(float(page.locator('[name*="-spots-1-value-y"]').input_value()) - 25) < 1
