"""An author tries a draft out, and makes a question out of another."""

import pytest
from django.urls import reverse

from quizzes.services import bank
from tests.quizzes import data
from tests.quizzes.conftest import NOON
from tests.quizzes.test_admin import EDITOR, staff

__all__ = ["staff"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def question():
    return bank.upsert_question(key="q1", data=data.multiple("q1"), at=NOON)


def test_an_answer_is_marked_as_a_student_would_be(question, staff, client):
    staff(*EDITOR)
    page = client.get(reverse("question_try", args=[question.pk]), {"try": 1, "answer": [0, 1]})
    assert "This answer earns 1/2 of the mark." in page.content.decode()


def test_the_newest_draft_is_asked_and_not_what_is_published(question, staff, client):
    staff(*EDITOR)
    question.stem = "<p>Choose two, anew.</p>"
    question.save_revision()
    assert "Choose two, anew." in client.get(reverse("question_try", args=[question.pk])).content.decode()


def test_without_an_answer_it_asks_for_one(question, staff, client):
    staff(*EDITOR)
    page = client.get(reverse("question_try", args=[question.pk]), {"try": 1}).content.decode()
    assert "Answer first." in page
    assert "Mark this answer" in page


def test_an_author_is_told_what_weakens_it(question, staff, client):
    staff(*EDITOR)
    page = client.get(reverse("question_try", args=[question.pk])).content.decode()
    assert "Without a learning outcome" in page


def test_a_student_cannot_try_a_question(question, client, make_user):
    client.force_login(make_user())
    assert client.get(reverse("question_try", args=[question.pk])).status_code in {302, 403}


def test_a_copy_of_a_question_has_a_key_of_its_own(question, staff, client):
    staff(*EDITOR)
    page = client.get(reverse("wagtailsnippets_quizzes_question:copy", args=[question.pk]))
    assert 'name="key" value="new-' in page.content.decode()
