"""Saving answers one by one, revealing a case stage by stage, and every way in which that is refused."""

from datetime import timedelta

import pytest

from courses.models import Enrolment
from quizzes.models import Attempt
from quizzes.refusals import Refusal, Refused
from quizzes.services import attempts, bank
from tests.quizzes import data
from tests.quizzes.conftest import NOON, hand_in, option, reveal, save, save_right, student_of

pytestmark = pytest.mark.django_db


def reason(call, *args, **kwargs) -> Refusal:
    with pytest.raises(Refused) as refused:
        call(*args, **kwargs)
    return refused.value.reason


def kept(attempt: Attempt, item: int = 1):
    return attempt.responses.get(item=item).answer


def test_a_saved_answer_is_kept_with_its_number_and_moment(make_quiz, sit):
    attempt = sit(make_quiz())
    pick = option(attempt, 1, "A twitch")
    save(attempt, 1, pick, sequence=3)
    response = attempt.responses.get(item=1)
    assert (response.answer, response.sequence, response.saved_at) == (pick, 3, NOON)


def test_a_newer_answer_replaces_an_older_one(make_quiz, sit):
    attempt = sit(make_quiz())
    for sequence, text in enumerate(["A twitch", "Familiar pain"], 1):
        save(attempt, 1, option(attempt, 1, text), sequence)
    assert kept(attempt) == option(attempt, 1, "Familiar pain")


def test_an_older_answer_that_arrives_late_never_overwrites_a_newer_one(make_quiz, sit):
    attempt = sit(make_quiz())
    newer, older = option(attempt, 1, "Familiar pain"), option(attempt, 1, "A twitch")
    save(attempt, 1, newer, sequence=2)
    assert reason(save, attempt, 1, older, sequence=1) is Refusal.STALE
    assert kept(attempt) == newer


def test_the_same_answer_under_the_same_number_may_be_sent_again(make_quiz, sit):
    attempt = sit(make_quiz())
    pick = option(attempt, 1, "A twitch")
    save(attempt, 1, pick)
    save(attempt, 1, pick, at=NOON + timedelta(minutes=1))
    assert attempt.responses.get(item=1).saved_at == NOON


def test_another_answer_under_the_same_number_is_refused_not_swallowed(make_quiz, sit):
    attempt = sit(make_quiz())
    save(attempt, 1, option(attempt, 1, "A twitch"))
    assert reason(save, attempt, 1, option(attempt, 1, "Familiar pain")) is Refusal.STALE


def test_an_answer_can_be_taken_back(make_quiz, sit):
    attempt = sit(make_quiz())
    save(attempt, 1, option(attempt, 1, "A twitch"))
    save(attempt, 1, "", sequence=2)
    assert not attempt.responses.get(item=1).answered


def test_an_answer_at_the_deadline_counts(make_quiz, sit):
    attempt = sit(make_quiz(time_limit=10))
    save(attempt, 1, option(attempt, 1, "A twitch"), at=attempt.deadline)
    assert attempt.responses.get(item=1).answered


def test_an_answer_after_the_deadline_is_refused_and_what_was_saved_is_handed_in(make_quiz, sit):
    attempt = sit(make_quiz(questions=2, time_limit=10))
    save_right(attempt, 1)
    late = attempt.deadline + timedelta(microseconds=1)
    assert reason(save, attempt, 2, option(attempt, 2, "Familiar pain"), at=late) is Refusal.LATE
    attempt.refresh_from_db()
    assert (attempt.state, attempt.ended_by, attempt.percent) == ("marked", "deadline", 50)


def test_an_answer_after_handing_in_is_refused(make_quiz, sit):
    attempt = sit(make_quiz())
    hand_in(attempt)
    assert reason(save, attempt, 1, option(attempt, 1, "A twitch")) is Refusal.SUBMITTED


def test_an_unknown_question_is_refused(make_quiz, sit):
    assert reason(save, sit(make_quiz()), 99, "") is Refusal.UNKNOWN


@pytest.mark.parametrize("nonsense", ["no-such-option", 7, ["a"], {"a": 1}, True])
def test_an_answer_that_is_no_option_is_refused(make_quiz, sit, nonsense):
    assert reason(save, sit(make_quiz()), 1, nonsense) is Refusal.INVALID


def test_more_picks_than_the_question_takes_are_refused(make_quiz, sit):
    bank.upsert_question(key="multiple", data=data.multiple(), at=NOON)
    attempt = sit(make_quiz(questions=0, items=[{"question": "multiple"}]))
    assert reason(save, attempt, 1, [option(attempt, 1, letter) for letter in "ABC"]) is Refusal.INVALID


def test_another_students_attempt_does_not_exist_for_me(make_quiz, sit, make_user):
    attempt = sit(make_quiz())
    with pytest.raises(Attempt.DoesNotExist):
        save(attempt, 1, "", student=make_user())


def test_a_seat_that_was_paused_takes_no_answers(make_quiz, sit):
    attempt = sit(make_quiz())
    Enrolment.objects.update(access=Enrolment.Access.PAUSED)
    assert reason(save, attempt, 1, "") is Refusal.NO_ACCESS


def test_a_later_stage_takes_no_answer_before_it_is_revealed(make_quiz, sit):
    attempt = sit(make_quiz(questions=0, cases=1))
    assert reason(save, attempt, 2, option(attempt, 2, "Familiar pain")) is Refusal.NOT_REVEALED


def test_revealing_the_next_stage_locks_the_decision_before(make_quiz, sit):
    attempt = sit(make_quiz(questions=0, cases=1))
    save_right(attempt, 1)
    assert reveal(attempt, 1) == 2
    assert reason(save, attempt, 1, option(attempt, 1, "A twitch"), sequence=2) is Refusal.LOCKED


def test_revealing_twice_changes_nothing(make_quiz, sit):
    attempt = sit(make_quiz(questions=0, cases=1))
    save_right(attempt, 1)
    assert [reveal(attempt, 1), reveal(attempt, 1, NOON + timedelta(minutes=1))] == [2, 2]
    assert attempt.responses.get(item=1).locked_at == NOON


def test_an_unanswered_stage_reveals_nothing(make_quiz, sit):
    assert reason(reveal, sit(make_quiz(questions=0, cases=1)), 1) is Refusal.UNANSWERED


def test_a_stage_that_is_not_in_view_reveals_nothing(make_quiz, sit):
    assert reason(reveal, sit(make_quiz(questions=0, cases=1)), 2) is Refusal.NOT_REVEALED


def test_a_question_of_its_own_has_nothing_to_reveal(make_quiz, sit):
    assert reason(reveal, sit(make_quiz(questions=1)), 1) is Refusal.UNKNOWN


def test_a_flag_is_kept_and_taken_away(make_quiz, sit):
    attempt = sit(make_quiz())
    for flagged in (True, True, False):
        attempts.flag(student=student_of(attempt), token=attempt.token, item=2, flagged=flagged, at=NOON)
        attempt.refresh_from_db()
        assert attempt.flagged == ([2] if flagged else [])
