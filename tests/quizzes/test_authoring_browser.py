"""Questions written in a real browser: the preview that is answered beside the form, and places put on a picture."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Group
from django.utils import timezone
from playwright.sync_api import FrameLocator, Page, expect

from quizzes.models import Question
from quizzes.services import bank
from tests.quizzes.samples import sample

pytestmark = [
    pytest.mark.journey,
    pytest.mark.once,
    pytest.mark.usefixtures("no_second_factor"),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
SLOW = 20_000  # ms: the form is sent, and the preview made anew


@pytest.fixture
def open_editor(chromium, live_server, client, make_user, settings):
    """Return a closure that opens a question as an editor; nothing saves by itself, and no policy is violated."""
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    complaints: list[str] = []
    editor = make_user()
    editor.groups.add(Group.objects.get(name="editor"))
    client.force_login(editor)

    def visit(question: Question, width: int = 1440) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 1000}, base_url=live_server.url)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
        page.goto(f"/staff/snippets/quizzes/question/edit/{question.pk}/")
        return page

    yield visit
    assert complaints == []


def load(kind: str, **more) -> Question:
    return bank.upsert_question(key=sample(kind)["key"], data=sample(kind, **more), at=timezone.now())


def open_preview(page: Page) -> FrameLocator:
    page.get_by_role("button", name="Toggle preview").click()
    return page.frame_locator("#w-preview-iframe")


def test_what_is_written_is_answered_and_marked_beside_the_form_before_it_is_saved(open_editor):
    question = load("sba")
    page = open_editor(question)
    preview = open_preview(page)
    expect(preview.get_by_text("What about it? (sba)")).to_be_visible(timeout=SLOW)
    stem = page.locator("[data-contentpath='stem'] .public-DraftEditor-content")
    stem.click()
    stem.press("Control+a")
    stem.press_sequentially("Which finding tells?")
    expect(preview.get_by_text("Which finding tells?")).to_be_visible(timeout=SLOW)
    preview.get_by_label("A taut band").check()
    preview.get_by_role("button", name="Mark this answer").click()
    expect(preview.get_by_text("This answer earns 0 of the mark.")).to_be_visible(timeout=SLOW)
    expect(preview.get_by_text("Your answer, not right")).to_be_visible()
    expect(preview.get_by_text("TELL", exact=True)).to_have_count(2)
    page.screenshot(path="/tmp/h-author/preview-1440.png")
    assert "Which finding tells?" not in Question.objects.get().stem
