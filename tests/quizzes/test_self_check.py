"""A question within a lesson: for those who may open it, marked at once, kept nowhere, its key unspoken."""

import json
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import LessonPage, ModulePage
from quizzes.models import Attempt, Question
from quizzes.services import bank
from tests.quizzes.data import multiple, sba

BLOCK = "0d1f6f4e-1111-5222-8333-444444444444"


@pytest.fixture
def question(db) -> Question:
    return bank.upsert_question(key="check", data=sba("check"), at=timezone.now())


@pytest.fixture
def lesson(make_course, question) -> LessonPage:
    lesson = LessonPage.objects.descendant_of(make_course()).first()
    body = [{"type": "self_check", "id": BLOCK, "value": {"question": question.pk}}]
    lesson.body = json.dumps(body)
    lesson.save_revision().publish()
    return lesson


@pytest.fixture
def student(lesson, make_user, enrol, client):
    person = make_user()
    enrol(person, lesson.get_parent().get_parent().specific)
    client.force_login(person)
    return person


def address(lesson, block: str = BLOCK) -> str:
    return reverse("self_check", args=[lesson.pk, block])


def option(question: Question, text: str) -> str:
    return next(one["id"] for one in question.definition()["options"] if one["text"] == text)


def answer(client, lesson, question, text: str, **headers):
    return client.get(address(lesson), {"answer": option(question, text)}, headers=headers)


def test_a_right_answer_is_called_right_and_explained(student, lesson, question, client):
    text = answer(client, lesson, question, "Familiar pain").content.decode()
    assert "Right" in text and "Familiar pain makes it active." in text and "separates active from latent" in text


def test_a_wrong_answer_is_called_so_with_its_own_feedback(student, lesson, question, client):
    text = answer(client, lesson, question, "A twitch").content.decode()
    assert "Not right" in text and "A twitch helps to find it." in text


def test_several_answers_may_be_partly_right(student, lesson, question, client):
    several = bank.upsert_question(key="several", data=multiple("several"), at=timezone.now())
    lesson.body = json.dumps([{"type": "self_check", "id": BLOCK, "value": {"question": several.pk}}])
    lesson.save_revision().publish()
    assert "Partly right" in answer(client, lesson, several, "A").content.decode()


def test_nothing_is_kept(student, lesson, question, client):
    answer(client, lesson, question, "A twitch")
    assert not Attempt.objects.exists()


def test_the_script_gets_a_fragment(student, lesson, question, client):
    response = answer(client, lesson, question, "Familiar pain", **{"HX-Request": "true"})
    assert response["Self-Check"] == "marked" and "<html" not in response.content.decode()


@pytest.mark.parametrize("sent", [{}, {"answer": ""}, {"answer": "no such option"}])
def test_without_an_answer_nothing_of_the_key_is_said(student, lesson, question, client, sent):
    response = client.get(address(lesson), sent)
    text = response.content.decode()
    assert response.status_code == 200 and "Self-Check" not in response
    assert "Familiar pain makes" not in text and "separates active from latent" not in text and "--key" not in text


def test_the_lesson_holds_the_question_and_not_its_key(student, lesson, question, client):
    text = client.get(lesson.get_url()).content.decode()
    assert "Which finding supports" in text and "A taut band" in text
    for secret in ("correct", "Familiar pain makes", "separates active from latent", "__option--key"):
        assert secret not in text


def test_the_options_do_not_stand_in_the_order_of_the_file_for_every_question(db):
    def order(key: str) -> tuple[str, ...]:
        made = bank.upsert_question(key=key, data=sba(key), at=timezone.now()).for_self_check()
        return tuple(one.option.text for one in made.detail["options"])

    assert len({order(f"q{number}") for number in range(12)}) > 1
    assert order("q1") == order("q1")


@pytest.mark.parametrize("role", ["anonymous", "elsewhere"])
def test_without_a_seat_no_answer_is_marked(lesson, question, make_user, client, role):
    if role == "elsewhere":
        client.force_login(make_user())
    response = answer(client, lesson, question, "Familiar pain")
    assert response.status_code == 403 and "Familiar pain makes" not in response.content.decode()


def test_a_lesson_that_is_still_locked_marks_nothing(make_course, lesson, question, make_user, enrol, client):
    course = make_course(sequential=True)
    later = LessonPage.objects.descendant_of(course).last()
    later.body = lesson.body
    later.save_revision().publish()
    person = make_user()
    enrol(person, course)
    client.force_login(person)
    assert client.get(address(later)).status_code == 403


def test_a_free_lesson_marks_for_anyone(lesson, question, client):
    lesson.free_preview = True
    lesson.save_revision().publish()
    assert "Right" in answer(client, lesson, question, "Familiar pain").content.decode()


def test_a_block_that_is_not_in_the_live_lesson_marks_nothing(student, lesson, question, client):
    assert client.get(address(lesson, "another")).status_code == 404
    lesson.body = json.dumps([{"type": "text", "value": "<p>Gone.</p>"}])
    lesson.save_revision()  # a draft changes nothing yet
    assert answer(client, lesson, question, "A twitch").status_code == 200
    lesson.save_revision().publish()
    assert answer(client, lesson, question, "A twitch").status_code == 404


def test_an_unpublished_question_is_neither_asked_nor_marked(student, lesson, question, client):
    question.unpublish()
    assert "Which finding supports" not in client.get(lesson.get_url()).content.decode()
    assert client.get(address(lesson)).status_code == 404


def test_pages_that_are_no_lesson_or_not_live_answer_not_found(student, lesson, question, client):
    assert client.get(reverse("self_check", args=[999_999, BLOCK])).status_code == 404
    assert client.get(reverse("self_check", args=[ModulePage.objects.first().pk, BLOCK])).status_code == 404
    lesson.unpublish()
    assert client.get(address(lesson)).status_code == 404


def test_whoever_tries_too_often_has_to_wait(student, lesson, question, client):
    codes = [client.get(address(lesson)).status_code for _time in range(41)]
    assert codes[0] == 200 and codes[-1] == 429


def test_nothing_of_an_answer_is_kept_by_a_cache(student, lesson, question, client):
    assert "no-store" in answer(client, lesson, question, "A twitch")["Cache-Control"]


def test_two_checks_in_a_lesson_share_no_id(student, lesson, question, client):
    other = {"type": "self_check", "id": BLOCK.replace("4", "5"), "value": {"question": question.pk}}
    lesson.body = json.dumps([dict(block) for block in lesson.body.raw_data] + [other])
    lesson.save_revision().publish()
    ids = re.findall(r'\bid="([^"]+)"', client.get(lesson.get_url()).content.decode())
    assert len(ids) == len(set(ids))
