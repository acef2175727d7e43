"""Starting an attempt: the gate, the limit, the wait, and the paper frozen at that moment."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from courses.models import Enrolment
from quizzes.models import Attempt, Case, Question
from quizzes.refusals import Refusal, Refused
from quizzes.services import attempts, bank
from tests.quizzes import data
from tests.quizzes.conftest import NOON, hand_in, student_of

pytestmark = pytest.mark.django_db


def test_a_student_with_a_seat_gets_a_running_attempt_with_one_response_a_decision(make_quiz, sit):
    attempt = sit(make_quiz(questions=2, cases=1))
    assert (attempt.state, attempt.number, attempt.responses.count()) == ("running", 1, 5)


def test_starting_again_goes_on_with_the_running_attempt(make_quiz, sit):
    quiz = make_quiz()
    first = sit(quiz)
    assert sit(quiz, student_of(first)) == first


def test_without_a_seat_nobody_starts(make_quiz, make_user):
    with pytest.raises(Refused) as refused:
        attempts.start(student=make_user(), quiz=make_quiz(), at=NOON)
    assert refused.value.reason is Refusal.NO_ACCESS


def test_with_a_paused_seat_nobody_starts(make_quiz, make_user, enrol):
    quiz, student = make_quiz(), make_user()
    enrol(student, quiz.course, access=Enrolment.Access.PAUSED)
    with pytest.raises(Refused) as refused:
        attempts.start(student=student, quiz=quiz, at=NOON)
    assert refused.value.reason is Refusal.NO_ACCESS


def test_the_attempt_limit_holds(make_quiz, sit):
    quiz = make_quiz(attempt_limit=1)
    first = hand_in(sit(quiz))
    with pytest.raises(Refused) as refused:
        sit(quiz, student_of(first))
    assert refused.value.reason is Refusal.NO_ATTEMPTS_LEFT


def test_the_wait_between_attempts_holds_until_its_last_minute(make_quiz, sit):
    quiz = make_quiz(wait_minutes=30)
    first = hand_in(sit(quiz))
    with pytest.raises(Refused) as refused:
        sit(quiz, student_of(first), NOON + timedelta(minutes=29))
    assert refused.value.reason is Refusal.TOO_SOON


def test_after_the_wait_the_next_attempt_has_the_next_number(make_quiz, sit):
    quiz = make_quiz(wait_minutes=30)
    first = hand_in(sit(quiz))
    assert sit(quiz, student_of(first), NOON + timedelta(minutes=30)).number == 2


def test_an_attempt_past_its_deadline_is_handed_in_before_the_next_begins(make_quiz, sit):
    quiz = make_quiz(time_limit=10)
    first = sit(quiz)
    second = sit(quiz, student_of(first), NOON + timedelta(minutes=11))
    first.refresh_from_db()
    assert (first.state, first.submitted_at, second.number) == ("marked", first.deadline, 2)


def test_a_quiz_whose_questions_are_all_unpublished_does_not_start(make_quiz, sit):
    quiz = make_quiz(questions=1)
    Question.objects.get().unpublish()
    with pytest.raises(Refused) as refused:
        sit(quiz)
    assert refused.value.reason is Refusal.EMPTY


def test_an_edit_published_in_mid_attempt_does_not_reach_the_attempt(make_quiz, sit):
    attempt = sit(make_quiz(questions=1))
    before = attempt.responses.get().definition
    bank.upsert_question(key="q1", data=data.sba("q1", stem="Another stem"), at=NOON)
    assert attempt.responses.get().definition == before


def test_an_attempt_started_after_the_edit_asks_the_new_revision(make_quiz, sit):
    quiz = make_quiz(questions=1)
    bank.upsert_question(key="q1", data=data.sba("q1", stem="Another stem"), at=NOON)
    response = sit(quiz).responses.get()
    assert response.definition["stem"] == "<p>Another stem</p>"
    assert response.revision_id == Question.objects.get().live_revision_id


@pytest.mark.parametrize("gone", ["unpublish", "delete"])
def test_a_question_that_goes_in_mid_attempt_is_still_marked(make_quiz, sit, gone):
    attempt = sit(make_quiz(questions=1, cases=1))
    getattr(Question.objects.get(), gone)()
    getattr(Case.objects.get(), gone)()
    assert hand_in(attempt).state == "marked"


def test_a_deleted_question_is_left_out_of_the_next_attempt(make_quiz, sit):
    quiz = make_quiz(questions=2)
    Question.objects.get(key="q1").delete()
    assert sit(type(quiz).objects.get(pk=quiz.pk)).responses.count() == 1


def test_a_draft_of_a_question_is_never_asked(make_quiz, sit):
    quiz = make_quiz(questions=1)
    question = Question.objects.get()
    question.stem = "<p>Only a draft</p>"
    question.save_revision()
    assert "draft" not in sit(quiz).responses.get().definition["stem"]


def test_shuffling_is_drawn_anew_for_each_attempt_and_loses_nothing(make_quiz, sit):
    quiz = make_quiz(questions=8, shuffle_questions=True, shuffle_options=True)
    papers = [list(sit(quiz).responses.values_list("question_id", flat=True)) for _student in range(4)]
    assert all(sorted(paper) == sorted(papers[0]) for paper in papers)
    assert len({tuple(paper) for paper in papers}) > 1


def test_the_number_of_queries_to_start_does_not_grow_with_the_questions(make_quiz, make_user, enrol):
    counts = []
    for size in (3, 3, 30):  # the first also fills caches
        quiz, student = make_quiz(questions=size), make_user()
        enrol(student, quiz.course)
        quiz = type(quiz).objects.get(pk=quiz.pk)
        Site.get_site_root_paths()  # kept in a cache, which writing pages empties now and then
        with CaptureQueriesContext(connection) as queries:
            attempts.start(student=student, quiz=quiz, at=NOON)
        counts.append(len(queries))
    assert counts[1] == counts[2]


def test_two_attempts_of_one_student_cannot_run_at_once(make_quiz, sit):
    attempt = sit(make_quiz())
    attempt.pk, attempt.token, attempt.number = None, "another", 2
    with pytest.raises(IntegrityError), transaction.atomic():
        attempt.save(force_insert=True)
    assert Attempt.objects.count() == 1
