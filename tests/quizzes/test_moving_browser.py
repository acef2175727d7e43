"""Questions moved from the listing in a real browser: chosen, confirmed, gone where they belong."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Group
from playwright.sync_api import expect

from quizzes.models import Question
from quizzes.services import bank
from tests.browsing import SIZES
from tests.quizzes import data
from tests.quizzes.conftest import NOON

pytestmark = [
    pytest.mark.journey,
    pytest.mark.once,
    pytest.mark.usefixtures("no_second_factor"),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.mark.parametrize("size", SIZES)
def test_two_questions_are_chosen_and_moved_to_a_topic(browse, make_user, size):
    for n in range(3):
        bank.upsert_question(key=f"q{n}", data=data.sba(f"q{n}", tags=["jaw"]), at=NOON)
    editor = make_user()
    editor.groups.add(Group.objects.get(name="editor"))
    page = browse(editor, "/staff/snippets/quizzes/question/", size)
    for n in range(2):
        page.locator("tr", has_text=f"(q{n})").get_by_role("checkbox").check()
    page.get_by_role("link", name="Move selected questions").click()
    expect(page.get_by_text("2 questions go to where you say below.")).to_be_visible()
    found = Axe().run(page, context="main")
    assert found.violations_count == 0, found.generate_report()
    page.get_by_label("Topic to put on").fill("hip")
    page.get_by_label("Topic to take off").select_option("jaw")
    page.get_by_label("Reason").fill("They ask about the hip.")
    page.get_by_role("button", name="Move them").click()
    expect(page.get_by_text("2 questions are moved.")).to_be_visible()
    assert [sorted(one.tags.names()) for one in Question.objects.order_by("key")] == [["hip"], ["hip"], ["jaw"]]
