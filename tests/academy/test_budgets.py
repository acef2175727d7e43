"""What pages may cost, where no app's own tests say it: whole attempts, saving at any size, the weight of a lesson."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from academy.demo.pages import DATA
from content.source import read_source
from content.source_blocks import questions_in, stream_of
from courses.models import LessonPage, ModulePage
from quizzes.models import Attempt, QuizPage
from quizzes.services import attempts, bank
from tests.academy.weight import weight_of
from tests.knowledge import KNOWLEDGE
from tests.quizzes.data import sba

LESSON = DATA / "courses/level-4-nmt/m2-trigger-points/07-when-it-is-not-a-trigger-point.md"
MOST_BYTES = 120_000
CONTROL = ("SAVEPOINT", "RELEASE SAVEPOINT")


@pytest.fixture
def seated(make_user, enrol, client):
    """Return a closure ``seated(course)``: a student with a seat is signed in, in place of who was."""

    def sign_in(course):
        student = make_user()
        enrol(student, course)
        client.force_login(student)
        return student

    return sign_in


@pytest.fixture
def make_quiz(make_course):
    """Return a closure ``make_quiz(questions) -> QuizPage``."""

    def make(questions: int) -> QuizPage:
        keys = [f"q{number}" for number in range(1, questions + 1)]
        for key in keys:
            bank.upsert_question(key=key, data=sba(key), at=timezone.now())
        module = ModulePage.objects.child_of(make_course(lessons=1)).first()
        data = {"title": "Paper", "slug": "paper", "items": [{"question": key} for key in keys]}
        return bank.upsert_quiz(module=module, data=data, at=timezone.now())

    return make


def statements(act) -> int:
    """How often ``act`` asks the database, frames of transactions aside."""
    with CaptureQueriesContext(connection) as queries:
        act()
    return sum(not query["sql"].startswith(CONTROL) for query in queries)


def put(client, attempt: Attempt, item: int, sequence: int) -> int:
    """Save one answer as the script does; return what it asked of the database."""
    option = attempt.responses.get(item=item).definition["options"][1]["id"]
    url = reverse("attempt_answer", args=[attempt.token, item])
    body = json.dumps({"seq": sequence, "fields": {"answer": [option]}})
    counted = statements(lambda: client.put(url, body, content_type="application/json"))
    assert attempt.responses.get(item=item).sequence == sequence
    return counted


def sit(client, quiz: QuizPage, student) -> int:
    """Sit a quiz in nine steps: door, start, paper, three answers, last look, submit, review."""
    cost = statements(lambda: client.get(quiz.get_url()))
    cost += statements(lambda: client.post(reverse("attempt_start", args=[quiz.pk])))
    attempt = Attempt.objects.get(enrolment__student=student)
    page, last_look = reverse("attempt", args=[attempt.token]), reverse("attempt_submit", args=[attempt.token])
    cost += statements(lambda: client.get(page))
    cost += sum(put(client, attempt, item, 1) for item in (1, 2, 3))
    cost += statements(lambda: client.get(last_look))
    cost += statements(lambda: client.post(last_look))
    return cost + statements(lambda: client.get(reverse("attempt_review", args=[attempt.token])))


def test_a_nine_step_attempt_of_ten_questions_takes_sixty_queries_at_most(make_quiz, seated, client):
    quiz = make_quiz(10)
    sit(client, quiz, seated(quiz.course))
    assert sit(client, quiz, seated(quiz.course)) <= 60


@pytest.mark.parametrize(("questions", "earlier", "others"), [(2, 0, 0), (30, 3, 4)])
def test_saving_an_answer_costs_three_queries_however_much_there_is(
    questions, earlier, others, make_quiz, make_user, enrol, seated, client
):
    quiz = make_quiz(questions)
    for _number in range(others):
        other = make_user()
        enrol(other, quiz.course)
        attempts.start(student=other, quiz=quiz, at=timezone.now())
    student = seated(quiz.course)
    for _number in range(earlier):
        past = attempts.start(student=student, quiz=quiz, at=timezone.now())
        attempts.submit(student=student, token=past.token, at=timezone.now())
    attempt = attempts.start(student=student, quiz=quiz, at=timezone.now())
    put(client, attempt, 1, 1)
    assert put(client, attempt, 2, 1) == 3


def test_a_lesson_with_everything_it_links_weighs_less_than_120_kilobytes(make_course, seated, client):
    course = make_course(modules=5, lessons=8)
    lesson = LessonPage.objects.descendant_of(course).first()
    KNOWLEDGE.put()
    source = read_source(LESSON)
    for key, question in questions_in(source).items():
        bank.upsert_question(key=key, data=question, at=timezone.now())
    lesson.body = stream_of(source)
    lesson.save_revision().publish()
    seated(course)
    assert weight_of(client.get(lesson.get_url()).content) < MOST_BYTES
