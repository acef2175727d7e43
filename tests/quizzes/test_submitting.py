"""Handing in: once, marked at once, the step completed in the same transaction; and what mends itself later."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditRecord
from courses.models import StepRecord
from quizzes.models import Attempt, QuizPage
from quizzes.services import attempts
from quizzes.services.reconcile import reconcile
from tests.quizzes.conftest import NOON, hand_in, option, reveal, save, save_right, student_of

pytestmark = pytest.mark.django_db

CONTROL = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


def test_a_passed_attempt_completes_the_step_with_its_score(make_quiz, sit):
    attempt = sit(make_quiz(questions=3, pass_mark=60))
    save_right(attempt, 1, 2)
    hand_in(attempt)
    record = StepRecord.objects.get(step=attempt.quiz_id)
    assert (record.completed_at, record.score) == (NOON, Decimal("0.66667"))


def test_a_failed_attempt_leaves_the_step_open(make_quiz, sit):
    attempt = hand_in(sit(make_quiz()))
    assert attempt.passed is False
    assert not StepRecord.objects.filter(completed_at__isnull=False).exists()


def test_handing_in_twice_marks_once(make_quiz, sit):
    attempt = sit(make_quiz())
    first, second = hand_in(attempt), hand_in(attempt, NOON + timedelta(minutes=5))
    assert first.submitted_at == second.submitted_at
    assert AuditRecord.objects.filter(action="attempt.mark").count() == 1


def test_marking_is_kept_in_the_audit_trail(make_quiz, sit):
    attempt = sit(make_quiz(questions=2, pass_mark=50))
    save_right(attempt, 1)
    hand_in(attempt)
    record = AuditRecord.objects.get(action="attempt.mark")
    assert (record.actor, record.from_value, record.to_value) == (student_of(attempt), "running", "50 %, passed")


def test_an_almost_passed_score_is_never_shown_as_passed(make_quiz, sit):
    attempt = sit(make_quiz(questions=3, pass_mark=Decimal("66.7")))
    save_right(attempt, 1, 2)
    marked = hand_in(attempt)
    assert (marked.passed, marked.percent) == (False, Decimal("66.6"))


def sit_case(make_quiz, sit, *, second: str) -> Attempt:
    attempt = sit(make_quiz(questions=1, cases=1, pass_mark=10))
    save_right(attempt, 1, 2)
    reveal(attempt, 2)
    save(attempt, 3, option(attempt, 3, second))
    reveal(attempt, 3)
    save_right(attempt, 4)
    return hand_in(attempt)


def test_a_wrong_critical_decision_fails_case_and_attempt_whatever_the_total(make_quiz, sit):
    attempt = sit_case(make_quiz, sit, second="A twitch")
    assert (attempt.passed, attempt.critical_failure, attempt.percent) == (False, True, 50)
    assert [response.mark for response in attempt.responses.all()] == [1, 0, 0, 0]


def test_a_case_decided_rightly_shares_its_marks_among_its_stages(make_quiz, sit):
    attempt = sit_case(make_quiz, sit, second="Familiar pain")
    assert (attempt.passed, attempt.percent) == (True, 100)


def test_changing_the_pass_mark_does_not_reach_a_running_attempt(make_quiz, sit):
    attempt = sit(make_quiz(questions=2, pass_mark=50))
    save_right(attempt, 1)
    QuizPage.objects.update(pass_mark=90)
    assert hand_in(attempt).passed


def test_the_worker_hands_in_what_is_past_its_deadline_as_of_the_deadline(make_quiz, sit):
    attempt = sit(make_quiz(questions=1, time_limit=10))
    save_right(attempt, 1)
    sentences = reconcile(at=NOON + timedelta(hours=3))
    attempt.refresh_from_db()
    assert (attempt.state, attempt.submitted_at, len(sentences)) == ("marked", attempt.deadline, 1)
    assert StepRecord.objects.get(step=attempt.quiz_id).completed_at == attempt.deadline


def test_the_worker_leaves_a_running_attempt_alone(make_quiz, sit):
    sit(make_quiz(time_limit=10))
    assert reconcile(at=NOON + timedelta(minutes=10)) == []


def test_an_untouched_attempt_without_a_deadline_is_abandoned_after_thirty_days(make_quiz, sit):
    attempt = sit(make_quiz())
    closed = attempts.close_abandoned(at=NOON + timedelta(days=30, seconds=1))
    assert [(entry.pk, entry.state, entry.score) for entry in closed] == [(attempt.pk, "abandoned", None)]


def test_an_idle_attempt_with_answers_is_marked(make_quiz, sit):
    attempt = sit(make_quiz(questions=1))
    save_right(attempt, 1, at=NOON + timedelta(days=10))
    assert attempts.close_abandoned(at=NOON + timedelta(days=40)) == []
    [closed] = attempts.close_abandoned(at=NOON + timedelta(days=41))
    assert (closed.state, closed.ended_by, closed.passed) == ("marked", "idleness", True)


def test_reconcile_completes_the_step_of_a_passed_attempt_that_lost_it(make_quiz, sit):
    attempt = sit(make_quiz(questions=1))
    save_right(attempt, 1)
    hand_in(attempt)
    StepRecord.objects.all().delete()
    assert len(reconcile(at=NOON)) == 1
    assert StepRecord.objects.get().completed_at == NOON


def test_reconcile_run_again_finds_nothing(make_quiz, sit):
    attempt = sit(make_quiz(questions=1, time_limit=1))
    save_right(attempt, 1)
    reconcile(at=NOON + timedelta(days=1))
    assert reconcile(at=NOON + timedelta(days=1)) == []


def test_handing_in_and_marking_sixty_questions_takes_twelve_queries_at_most(make_quiz, sit):
    attempt = sit(make_quiz(questions=60))
    save_right(attempt, *range(1, 61))
    with CaptureQueriesContext(connection) as queries:
        marked = hand_in(attempt)
    statements = [query["sql"] for query in queries if not query["sql"].startswith(CONTROL)]
    assert marked.percent == 100
    assert len(statements) <= 12, "\n".join(statement[:150] for statement in statements)
