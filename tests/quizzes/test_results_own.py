"""What a student's review says by learning outcome, and what to revise next."""

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import LessonPage
from quizzes.services import bank
from tests.quizzes import data
from tests.quizzes.conftest import hand_in, option, save, student_of
from tests.quizzes.test_results_quiz import NOON

pytestmark = pytest.mark.django_db
OUTCOMES = {"q1": "Palpate the jaw", "q2": "Name the red flags"}


@pytest.fixture
def reviewed(make_quiz, sit_now, client):
    """Return a closure that hands in a quiz with q1 right and q2 wrong, and gives the review's response."""

    def review(**rules):
        for key, outcome in OUTCOMES.items():
            bank.upsert_question(key=key, data=data.sba(key, outcome=outcome), at=NOON)
        quiz = make_quiz(questions=0, items=[{"question": key} for key in OUTCOMES], **rules)
        attempt = sit_now(quiz)
        for item, text in ((1, "Familiar pain"), (2, "A twitch")):
            save(attempt, item, option(attempt, item, text), at=timezone.now())
        hand_in(attempt, at=timezone.now())
        client.force_login(student_of(attempt))
        return client.get(reverse("attempt_review", args=[attempt.token]))

    return review


def told(response) -> list[tuple]:
    return [(one.marks.name, one.marks.earned, one.first) for one in response.context["advice"].outcomes]


def test_the_weakest_outcome_comes_first_and_is_to_be_revised(reviewed):
    response = reviewed()
    assert told(response) == [("Name the red flags", 0.0, True), ("Palpate the jaw", 1.0, False)]
    assert "Revise this next" in response.content.decode()


def test_missed_questions_lead_to_the_cards(reviewed):
    assert f"{reverse('cards_study')}?deck=questions" in reviewed().content.decode()


def test_an_outcome_leads_to_the_lessons_that_name_it(reviewed, make_course, make_quiz):
    course = make_course(lessons=2)
    lesson = LessonPage.objects.descendant_of(course).last()
    lesson.outcomes = [("outcome", "name the red  flags.")]
    lesson.save()
    advice = reviewed(course=course).context["advice"]
    assert [[step.id for step in one.lessons] for one in advice.outcomes] == [[lesson.pk], []]


def test_without_such_lessons_the_weakest_leads_to_those_before_the_quiz(reviewed):
    advice = reviewed().context["advice"]
    assert [len(one.lessons) for one in advice.outcomes] == [1, 0]


def test_without_marks_nothing_is_said_by_outcome(reviewed):
    response = reviewed(show_marks=False)
    assert response.context["advice"] is None
    assert "Palpate the jaw" not in response.content.decode()


def test_feedback_after_the_last_attempt_hides_marks_until_then(reviewed):
    assert reviewed(feedback="after_last", attempt_limit=2, pass_mark=100).context["advice"] is None


def test_hidden_answers_lead_to_no_cards(reviewed):
    assert reviewed(show_right_answers=False).context["advice"].deck == ""


def test_a_paper_without_outcomes_has_no_such_section(make_quiz, sit_now, client):
    attempt = sit_now(make_quiz(questions=1))
    hand_in(attempt, at=timezone.now())
    client.force_login(student_of(attempt))
    assert client.get(reverse("attempt_review", args=[attempt.token])).context["advice"] is None
