"""My learning: one big continue, every course with its true progress, and nobody else's."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import Enrolment, Order
from courses.services.progress import complete_step, open_step
from tests.courses.places import address, lesson_of, lessons_of

NOW = timezone.now()


@pytest.fixture
def student(make_user, client):
    person = make_user()
    client.force_login(person)
    return person


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_my_learning_asks_to_sign_in(client, home):
    assert client.get("/learn/").url == "/accounts/login/?next=/learn/"


def test_without_a_course_it_leads_to_the_courses(student, catalogue, client):
    assert "Nothing here yet" in text_of(client.get("/learn/"))


def test_a_course_not_begun_begins_with_its_first_step(student, make_course, enrol, client):
    course = make_course()
    enrol(student, course)
    text = text_of(client.get("/learn/"))
    assert "Ready to begin" in text
    assert f'href="{address(course)}"' in text


def test_it_goes_on_with_the_step_that_was_opened_last(student, make_course, enrol, client):
    course = make_course(lessons=3)
    seat = enrol(student, course)
    open_step(enrolment=seat, step=lesson_of(course, 1, 3), at=NOW)
    assert f'learn__continue" href="{address(course, 1, 3)}"' in text_of(client.get("/learn/"))


def test_after_a_finished_step_it_goes_on_with_the_first_unfinished_one(student, make_course, enrol, client):
    course = make_course(lessons=3)
    seat = enrol(student, course)
    complete_step(enrolment=seat, step=lesson_of(course, 1, 1), at=NOW)
    assert f'learn__continue" href="{address(course, 1, 2)}"' in text_of(client.get("/learn/"))


def test_the_course_touched_last_stands_first(student, make_course, enrol, client):
    older, newer = make_course(), make_course()
    open_step(enrolment=enrol(student, older), step=lesson_of(older), at=NOW + timedelta(hours=1))
    open_step(enrolment=enrol(student, newer), step=lesson_of(newer), at=NOW + timedelta(hours=2))
    assert f'learn__continue" href="{address(newer)}"' in text_of(client.get("/learn/"))


def test_progress_is_said_in_hours_and_steps(student, make_course, enrol, client):
    course = make_course(lessons=4)
    complete_step(enrolment=enrol(student, course), step=lesson_of(course), at=NOW)
    text = text_of(client.get("/learn/"))
    assert "20 min of 1 h 20 min" in text
    assert "1 of 4 steps" in text


def test_a_finished_course_leads_to_the_certificates(student, make_course, enrol, client):
    course = make_course()
    seat = enrol(student, course)
    for lesson in lessons_of(course):
        complete_step(enrolment=seat, step=lesson, at=NOW)
    text = text_of(client.get("/learn/"))
    assert "Finished on" in text
    assert "/learn/certificates/" in text


def test_a_paused_course_says_so_and_cannot_be_continued(student, make_course, enrol, client):
    enrol(student, make_course(), access=Enrolment.Access.PAUSED)
    text = text_of(client.get("/learn/"))
    assert "Paused" in text
    assert "learn__continue" not in text


def test_an_order_whose_money_is_on_its_way_is_shown(student, make_course, client):
    course = make_course(title="Palpation")
    Order.objects.create(
        student=student,
        course=course,
        title="Palpation",
        currency="gbp",
        total_minor=1,
        terms_version="1",
        state="awaiting_transfer",
        created_at=NOW,
    )
    assert "Palpation: awaiting transfer" in text_of(client.get("/learn/"))


def test_nothing_of_another_student_is_shown(student, make_course, make_user, enrol, client):
    enrol(make_user(), make_course(title="Somebody else's course"))
    assert "Somebody else" not in text_of(client.get("/learn/"))


@pytest.mark.parametrize(("courses", "lessons"), [(1, 1), (5, 6)])
def test_my_learning_takes_eight_queries_however_much_there_is(
    courses, lessons, student, make_course, enrol, client, django_assert_max_num_queries
):
    for _number in range(courses):
        course = make_course(modules=2, lessons=lessons)
        seat = enrol(student, course)
        for lesson in lessons_of(course)[1:]:
            complete_step(enrolment=seat, step=lesson, at=NOW)
    for _visit in range(2):
        client.get("/learn/")
    with django_assert_max_num_queries(8):
        assert client.get("/learn/").status_code == 200
