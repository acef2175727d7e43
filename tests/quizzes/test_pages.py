"""Sitting a quiz in the browser by plain forms and by the script's requests."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.models import Enrolment, StepRecord
from quizzes.models import Attempt, Question
from quizzes.services import bank
from tests.quizzes import data
from tests.quizzes.conftest import NOON, hand_in, option, save, student_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting(make_quiz, sit_now, client):
    """Return a closure that starts an attempt and signs its student in."""

    def start(**fields) -> Attempt:
        attempt = sit_now(make_quiz(**fields))
        client.force_login(student_of(attempt))
        return attempt

    return start


def put(client, attempt, item, answer, seq=1):
    url = reverse("attempt_answer", args=[attempt.token, item])
    fields = {"answer": answer if isinstance(answer, list) else [answer]}
    return client.put(url, json.dumps({"seq": seq, "fields": fields}), content_type="application/json")


def page(client, attempt, item) -> str:
    return client.get(reverse("attempt_decision", args=[attempt.token, item])).content.decode()


def right(attempt, item) -> str:
    return option(attempt, item, "Familiar pain")


def make_late(attempt) -> None:
    Attempt.objects.filter(pk=attempt.pk).update(deadline=timezone.now() - timedelta(seconds=1))


def test_a_student_starts_at_the_quiz_page(make_quiz, make_user, enrol, client):
    quiz, student = make_quiz(), make_user()
    enrol(student, quiz.course)
    client.force_login(student)
    assert "Start the quiz" in client.get(quiz.get_url()).content.decode()
    response = client.post(reverse("attempt_start", args=[quiz.pk]), follow=True)
    assert "Which finding supports" in response.content.decode()


def test_the_quiz_page_leads_back_into_a_running_attempt(sitting, client):
    attempt = sitting()
    assert reverse("attempt", args=[attempt.token]) in client.get(attempt.quiz.get_url()).content.decode()


def test_a_form_saves_and_goes_on(sitting, client):
    attempt = sitting()
    url = reverse("attempt_decision", args=[attempt.token, 1])
    response = client.post(url, {"sequence": 1, "answer": right(attempt, 1), "go": 2})
    assert response.url == reverse("attempt_decision", args=[attempt.token, 2])
    assert attempt.responses.get(item=1).answered


def test_a_form_that_picks_too_many_is_shown_again_with_the_reason(sitting, client):
    bank.upsert_question(key="multiple", data=data.multiple(), at=NOON)
    attempt = sitting(questions=0, items=[{"question": "multiple"}])
    picks = [option(attempt, 1, letter) for letter in "ABC"]
    response = client.post(
        reverse("attempt_decision", args=[attempt.token, 1]), {"sequence": 1, "answer": picks, "action": "finish"}
    )
    assert (response.status_code, "Choose at most 2 options." in response.content.decode()) == (422, True)


def test_a_case_is_revealed_stage_by_stage(sitting, client):
    attempt = sitting(questions=0, cases=1)
    assert "Combing" not in page(client, attempt, 1)
    url = reverse("attempt_decision", args=[attempt.token, 1])
    response = client.post(url, {"sequence": 1, "answer": right(attempt, 1), "action": "reveal"}, follow=True)
    assert "Combing" in response.content.decode()


def test_a_part_of_the_vignette_stays_hidden_until_its_stage(sitting, client):
    attempt = sitting(questions=0, cases=1)
    before = page(client, attempt, 1)
    client.post(
        reverse("attempt_decision", args=[attempt.token, 1]),
        {"sequence": 1, "answer": right(attempt, 1), "action": "reveal"},
    )
    assert ("Head forward" in before, "Head forward" in page(client, attempt, 2)) == (False, True)


def test_a_locked_decision_is_shown_without_a_way_to_change_it(sitting, client):
    attempt = sitting(questions=0, cases=1)
    client.post(
        reverse("attempt_decision", args=[attempt.token, 1]),
        {"sequence": 1, "answer": right(attempt, 1), "action": "reveal"},
    )
    html = page(client, attempt, 1)
    assert ("disabled" in html, 'name="sequence"' in html) == (True, False)


def test_a_stage_asked_for_too_early_is_not_shown(sitting, client):
    attempt = sitting(questions=0, cases=1)
    response = client.get(reverse("attempt_decision", args=[attempt.token, 3]), follow=True)
    assert "has not been revealed yet" in response.content.decode()


def test_the_paper_never_gives_away_the_key_while_it_is_sat(sitting, client):
    html = page(client, sitting(), 1)
    assert not any(word in html for word in ("Familiar pain separates", "Familiar pain makes", "correct"))


def test_a_flag_shows_on_the_map(sitting, client):
    attempt = sitting()
    client.post(reverse("attempt_decision", args=[attempt.token, 1]), {"action": "flag"})
    assert 'value="unflag" aria-pressed="true"' in page(client, attempt, 1)


def test_before_handing_in_the_unanswered_are_counted(sitting, client):
    attempt = sitting(questions=3)
    save(attempt, 1, right(attempt, 1), at=timezone.now())
    response = client.get(reverse("attempt_submit", args=[attempt.token]))
    assert "2 questions are not answered" in response.content.decode()


def test_handing_in_leads_to_a_review_that_teaches(sitting, client):
    attempt = sitting(questions=1)
    save(attempt, 1, option(attempt, 1, "A twitch"), at=timezone.now())
    html = client.post(reverse("attempt_submit", args=[attempt.token]), follow=True).content.decode()
    assert all(
        words in html
        for words in ("Not passed yet", "A twitch helps to find it.", "Familiar pain separates", "Right answer")
    )


def test_a_passed_review_says_so_and_completes_the_step(sitting, client):
    attempt = sitting(questions=1)
    put(client, attempt, 1, right(attempt, 1))
    html = client.post(reverse("attempt_submit", args=[attempt.token]), follow=True).content.decode()
    assert "You passed" in html
    assert StepRecord.objects.get(step=attempt.quiz_id).completed_at


def test_a_review_names_the_critical_decision(sitting, client):
    attempt = sitting(questions=0, cases=1)
    hand_in(attempt, timezone.now())
    html = client.get(reverse("attempt_review", args=[attempt.token])).content.decode()
    assert "A critical decision was not right" in html


@pytest.mark.parametrize(
    ("field", "hidden"),
    [
        ("show_explanations", "Familiar pain separates"),
        ("show_right_answers", "Right answer"),
        ("show_marks", "Marks: 0 of 1"),
    ],
)
def test_each_part_of_the_feedback_can_be_withheld(sitting, client, field, hidden):
    attempt = sitting(questions=1, **{field: False})
    save(attempt, 1, option(attempt, 1, "A twitch"), at=timezone.now())
    hand_in(attempt, timezone.now())
    html = client.get(reverse("attempt_review", args=[attempt.token])).content.decode()
    assert hidden not in html


def test_feedback_after_the_last_attempt_waits_for_it(make_quiz, sit_now, client):
    quiz = make_quiz(questions=1, attempt_limit=2, feedback="after_last")
    first = sit_now(quiz)
    hand_in(first, timezone.now())
    client.force_login(student_of(first))
    url = reverse("attempt_review", args=[first.token])
    before = client.get(url).content.decode()
    hand_in(sit_now(quiz, student_of(first)), timezone.now())
    assert ["Familiar pain separates" in html for html in (before, client.get(url).content.decode())] == [False, True]


def test_a_running_attempt_has_no_review_yet(sitting, client):
    attempt = sitting()
    response = client.get(reverse("attempt_review", args=[attempt.token]))
    assert response.url == reverse("attempt", args=[attempt.token])


def test_the_page_after_the_deadline_is_the_review(sitting, client):
    attempt = sitting(time_limit=10)
    make_late(attempt)
    response = client.get(reverse("attempt_decision", args=[attempt.token, 1]))
    assert response.url == reverse("attempt_review", args=[attempt.token])


def test_a_form_after_the_deadline_says_that_the_time_was_up(sitting, client):
    attempt = sitting(time_limit=10)
    make_late(attempt)
    url = reverse("attempt_decision", args=[attempt.token, 1])
    response = client.post(url, {"sequence": 1, "answer": right(attempt, 1), "go": 2}, follow=True)
    assert "The time is up" in response.content.decode()


# --- the script's requests -------------------------------------------------------------------------------------------


def test_the_script_saves_with_204_and_learns_the_seconds_left(sitting, client):
    attempt = sitting(time_limit=10)
    response = put(client, attempt, 1, right(attempt, 1))
    assert response.status_code == 204
    assert 590 <= int(response["Attempt-Seconds-Left"]) <= 600


def test_a_stale_number_is_409_with_what_is_kept(sitting, client):
    attempt = sitting()
    put(client, attempt, 1, right(attempt, 1), seq=5)
    response = put(client, attempt, 1, option(attempt, 1, "A twitch"), seq=4)
    assert (response.status_code, response.json()["reason"], response.json()["sequence"]) == (409, "stale", 5)


def test_a_locked_stage_is_409(sitting, client):
    attempt = sitting(questions=0, cases=1)
    response = put(client, attempt, 2, right(attempt, 2))
    assert (response.status_code, response.json()["reason"]) == (409, "not_revealed")


def test_after_handing_in_it_is_409(sitting, client):
    attempt = sitting()
    hand_in(attempt, timezone.now())
    response = put(client, attempt, 1, right(attempt, 1))
    assert (response.status_code, response.json()["reason"]) == (409, "submitted")


def test_after_the_deadline_it_is_410(sitting, client):
    attempt = sitting(time_limit=10)
    make_late(attempt)
    assert put(client, attempt, 1, right(attempt, 1)).status_code == 410


def test_an_answer_that_came_too_late_stays_410_when_sent_again(sitting, client):
    attempt = sitting(time_limit=10)
    make_late(attempt)
    put(client, attempt, 1, right(attempt, 1))
    assert put(client, attempt, 1, right(attempt, 1)).status_code == 410


def test_an_answer_that_does_not_fit_is_422(sitting, client):
    assert put(client, sitting(), 1, "nothing like it").status_code == 422


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "not json",
        '{"seq": 1}',
        '{"seq": 1, "fields": []}',
        '{"seq": 1, "fields": {"answer": ""}}',
        '{"seq": 1, "fields": {"answer": [1]}}',
        '{"seq": 0, "fields": {}}',
        '{"seq": "x", "fields": {}}',
    ],
)
def test_a_malformed_request_is_422(sitting, client, body):
    url = reverse("attempt_answer", args=[sitting().token, 1])
    assert client.put(url, body, content_type="application/json").status_code == 422


def test_another_students_attempt_is_403_to_the_script_and_404_as_a_page(sitting, client, make_user):
    attempt = sitting()
    client.force_login(make_user())
    pages = ["attempt", "attempt_submit", "attempt_review"]
    assert put(client, attempt, 1, "").status_code == 403
    assert [client.get(reverse(name, args=[attempt.token])).status_code for name in pages] == [404] * 3
    assert client.post(reverse("attempt_submit", args=[attempt.token])).status_code == 404
    assert Attempt.objects.get().is_running


def test_a_signed_out_script_is_403_with_a_reason(sitting, client):
    attempt = sitting()
    client.logout()
    response = put(client, attempt, 1, "")
    assert (response.status_code, response.json()["reason"]) == (403, "signed_out")


def test_a_save_without_the_csrf_token_is_refused(sitting):
    attempt = sitting()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(student_of(attempt))
    assert put(strict, attempt, 1, right(attempt, 1)).status_code == 403
    assert not attempt.responses.get(item=1).answered


def test_a_paused_seat_is_403(sitting, client):
    attempt = sitting()
    Enrolment.objects.update(access=Enrolment.Access.PAUSED)
    response = put(client, attempt, 1, right(attempt, 1))
    assert (response.status_code, response.json()["reason"]) == (403, "no_access")


def test_a_deleted_question_is_still_shown_and_saved(sitting, client):
    attempt = sitting(questions=1)
    Question.objects.all().delete()
    assert "Which finding supports" in page(client, attempt, 1)
    assert put(client, attempt, 1, right(attempt, 1)).status_code == 204


# --- queries ---------------------------------------------------------------------------------------------------------


def count(call) -> int:
    with CaptureQueriesContext(connection) as queries:
        call()
    return len(queries)


def test_saving_an_answer_takes_five_queries_at_most(sitting, client):
    attempt = sitting(questions=10, time_limit=30)
    answers = {item: right(attempt, item) for item in (1, 2)}
    put(client, attempt, 1, answers[1])
    assert count(lambda: put(client, attempt, 2, answers[2])) <= 5


@pytest.mark.parametrize("name", ["attempt", "attempt_submit"])
def test_a_page_of_the_sitting_costs_the_same_however_long_the_paper(make_quiz, make_course, sit_now, client, name):
    counts = []
    for size in (2, 2, 30):
        attempt = sit_now(make_quiz(questions=size, course=make_course(lessons=1)))
        client.force_login(student_of(attempt))
        url = reverse(name, args=[attempt.token])
        client.get(url)
        counts.append(count(lambda url=url: client.get(url)))
    assert counts[1] == counts[2] <= 4


def test_the_review_costs_the_same_however_long_the_paper(make_quiz, make_course, sit_now, client):
    counts = []
    for size in (2, 30):
        attempt = hand_in(sit_now(make_quiz(questions=size, course=make_course(lessons=1))), timezone.now())
        client.force_login(student_of(attempt))
        url = reverse("attempt_review", args=[attempt.token])
        client.get(url)
        counts.append(count(lambda url=url: client.get(url)))
    assert counts[0] == counts[1]


def test_the_quiz_page_costs_the_same_with_few_and_many_attempts(make_quiz, sit_now, client):
    quiz = make_quiz(questions=1)
    attempt = hand_in(sit_now(quiz), timezone.now())
    client.force_login(student_of(attempt))
    client.get(quiz.get_url())
    few = count(lambda: client.get(quiz.get_url()))
    for _again in range(5):
        hand_in(sit_now(quiz, student_of(attempt)), timezone.now())
    assert count(lambda: client.get(quiz.get_url())) == few


def test_nine_steps_of_an_attempt_of_ten_questions_take_sixty_queries_at_most(make_quiz, make_user, enrol, client):
    quiz, student = make_quiz(questions=10), make_user()
    enrol(student, quiz.course)
    client.force_login(student)
    client.get(quiz.get_url())

    def nine_steps():
        client.get(quiz.get_url())
        client.post(reverse("attempt_start", args=[quiz.pk]))
        attempt = Attempt.objects.get()
        client.get(reverse("attempt", args=[attempt.token]))
        for item in (1, 2, 3):
            put(client, attempt, item, attempt.responses.get(item=item).definition["options"][1]["id"])
        client.get(reverse("attempt_submit", args=[attempt.token]))
        client.post(reverse("attempt_submit", args=[attempt.token]))
        client.get(reverse("attempt_review", args=[attempt.token]))

    assert count(nine_steps) <= 60 + 4  # four queries of the test itself
