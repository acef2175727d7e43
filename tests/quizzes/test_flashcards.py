"""Questions that a student missed become cards, as far as the feedback policy lets them see the answer."""

import pytest

from courses.flashcards.collection import collect, learner_of, read_cards
from quizzes.models import Question
from tests.quizzes.conftest import NOON, hand_in, option, save, save_right, student_of


def missed_by(student) -> list[str]:
    return [key for key in collect(learner_of(student, at=NOON)).deck_by_key if key.startswith("question:")]


@pytest.fixture
def miss(sit):
    """Return a closure: a student answers the first question wrongly, the second rightly, and hands in."""

    def sit_badly(quiz, student=None):
        attempt = sit(quiz, student)
        save(attempt, 1, option(attempt, 1, "A twitch"))
        save_right(attempt, 2)
        return hand_in(attempt)

    return sit_badly


def test_a_question_answered_wrongly_becomes_a_card_and_a_right_one_does_not(make_quiz, miss):
    assert missed_by(student_of(miss(make_quiz()))) == ["question:q1"]


def test_a_question_left_empty_is_no_card(make_quiz, sit):
    attempt = hand_in(sit(make_quiz()))
    assert missed_by(student_of(attempt)) == []


def test_a_running_attempt_gives_no_card(make_quiz, sit):
    attempt = sit(make_quiz())
    save(attempt, 1, option(attempt, 1, "A twitch"))
    assert missed_by(student_of(attempt)) == []


def test_a_quiz_that_hides_its_right_answers_gives_no_card(make_quiz, miss):
    assert missed_by(student_of(miss(make_quiz(show_right_answers=False)))) == []


def test_feedback_after_the_last_attempt_gives_no_card_before_it(make_quiz, miss):
    quiz = make_quiz(feedback="after_last", attempt_limit=2, pass_mark=90)
    first = miss(quiz)
    before = missed_by(student_of(first))
    miss(quiz, student_of(first))
    assert (before, missed_by(student_of(first))) == ([], ["question:q1"])


@pytest.mark.parametrize("explained", [True, False])
def test_the_rationale_is_shown_where_the_quiz_explains(make_quiz, miss, client, explained):
    student = student_of(miss(make_quiz(show_explanations=explained)))
    client.force_login(student)
    page = client.get("/learn/cards/study/?deck=questions").content.decode()
    assert "Right answer" in page
    assert ("Familiar pain separates active from latent. (q1)" in page) is explained


def test_a_question_that_was_withdrawn_is_no_card(make_quiz, miss):
    student = student_of(miss(make_quiz()))
    Question.objects.get(key="q1").unpublish()
    assert missed_by(student) == []


def test_a_corrected_question_shows_corrected(make_quiz, miss):
    student = student_of(miss(make_quiz()))
    question = Question.objects.get(key="q1")
    question.stem = "<p>What makes it active?</p>"
    question.save_revision().publish()
    assert read_cards(["question:q1"], learner_of(student, at=NOON))["question:q1"].question == "What makes it active?"


def test_nobody_gets_a_card_of_what_somebody_else_missed(make_quiz, miss, make_user, enrol):
    quiz = make_quiz()
    miss(quiz)
    other = make_user()
    enrol(other, quiz.course)
    assert missed_by(other) == []


@pytest.mark.parametrize("questions", [2, 12])
def test_missed_questions_take_three_queries_however_many(make_quiz, sit, questions, django_assert_num_queries):
    attempt = sit(make_quiz(questions=questions))
    for item in range(1, questions + 1):
        save(attempt, item, option(attempt, item, "A twitch"))
    hand_in(attempt)
    learner = learner_of(student_of(attempt), at=NOON)
    collect(learner)
    with django_assert_num_queries(3):
        assert len(collect(learner).deck_by_key) == questions
