"""Two tabs at once, on a database that really locks rows."""

import os
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from accounts.models import AuditRecord
from quizzes.allowance import Allowance
from quizzes.models import Attempt, Response
from quizzes.refusals import Refused
from quizzes.services import attempts
from quizzes.services.accommodating import grant_accommodation
from tests.quizzes.conftest import NOON, hand_in, option, save, student_of

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(
        not os.environ.get("DATABASE_URL", "").startswith("postgres"),
        reason="needs PostgreSQL: SQLite locks the whole database",
    ),
]


def at_once(*calls) -> list:
    """Run the calls in threads that start together; return what each gave or raised."""
    barrier = Barrier(len(calls))

    def run(call):
        barrier.wait()
        try:
            return call()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_two_tabs_that_start_at_once_get_one_attempt(make_quiz, make_user, enrol):
    quiz, student = make_quiz(), make_user()
    enrol(student, quiz.course)
    started = at_once(*[lambda: attempts.start(student=student, quiz=quiz, at=NOON)] * 4)
    assert {attempt.pk for attempt in started} == {Attempt.objects.get().pk}


def test_the_attempt_limit_holds_against_tabs_that_start_and_submit_at_once(make_quiz, make_user, enrol):
    quiz, student = make_quiz(attempt_limit=2), make_user()
    enrol(student, quiz.course)

    def start_and_submit():
        attempt = attempts.start(student=student, quiz=quiz, at=NOON)
        return attempts.submit(student=student, token=attempt.token, at=NOON)

    results = at_once(*[start_and_submit] * 6)
    assert all(isinstance(result, Attempt | Refused) for result in results), results
    assert Attempt.objects.count() <= 2


def test_an_extra_attempt_opens_one_more_and_no_two_for_tabs_at_once(make_quiz, sit, make_user):
    quiz = make_quiz(attempt_limit=1)
    first = hand_in(sit(quiz))
    grant_accommodation(
        enrolment=first.enrolment,
        quiz=quiz,
        allowance=Allowance(attempts=1),
        reason="Ill",
        actor=make_user(is_staff=True),
        at=NOON,
    )
    student = student_of(first)

    def start_and_submit():
        attempt = attempts.start(student=student, quiz=quiz, at=NOON)
        return attempts.submit(student=student, token=attempt.token, at=NOON)

    results = at_once(*[start_and_submit] * 6)
    assert all(isinstance(result, Attempt | Refused) for result in results), results
    assert Attempt.objects.count() == 2


def test_two_tabs_that_submit_at_once_are_marked_once(make_quiz, sit):
    attempt = sit(make_quiz())
    results = at_once(*[lambda: hand_in(attempt)] * 4)
    assert {result.state for result in results} == {"marked"}
    assert AuditRecord.objects.filter(action="attempt.mark").count() == 1


def test_answers_that_race_leave_the_one_with_the_highest_number(make_quiz, sit):
    attempt = sit(make_quiz(questions=1))
    picks = [option(attempt, 1, text) for text in ("A taut band", "Familiar pain", "A twitch")]
    at_once(*[lambda n=n: save(attempt, 1, picks[n % 3], sequence=n) for n in range(1, 9)])
    response = Response.objects.get()
    assert (response.sequence, response.answer) == (8, picks[8 % 3])


def test_an_answer_that_races_with_handing_in_is_either_marked_or_refused(make_quiz, sit):
    attempt = sit(make_quiz(questions=1))
    pick, student = option(attempt, 1, "Familiar pain"), student_of(attempt)
    saved, marked = at_once(lambda: save(attempt, 1, pick, student=student), lambda: hand_in(attempt))
    assert isinstance(saved, Refused) == (marked.score == 0)
