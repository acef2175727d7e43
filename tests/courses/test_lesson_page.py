"""The lean route of a lesson: who gets it, what it shows, what it costs."""

import pytest
from django.utils import timezone

from courses.models import LessonPage, StepRecord
from courses.services.progress import complete_step


@pytest.fixture
def course(make_course):
    return make_course(modules=2, lessons=2)


@pytest.fixture
def student(make_user, enrol, course, client):
    person = make_user()
    enrol(person, course)
    client.force_login(person)
    return person


def address(course, module: int = 1, lesson: int = 1) -> str:
    return f"/courses/{course.slug}/module-{module}/lesson-{module}-{lesson}/"


def lesson_of(course, module: int = 1, lesson: int = 1) -> LessonPage:
    return LessonPage.objects.descendant_of(course).get(slug=f"lesson-{module}-{lesson}")


def test_an_enrolled_student_reads_a_lesson(student, course, client):
    response = client.get(address(course))
    assert response.status_code == 200
    assert "Lesson 1.1" in response.content.decode()


def test_a_lesson_page_is_never_kept_by_a_browser_or_proxy(student, course, client):
    assert "no-store" in client.get(address(course))["Cache-Control"]


@pytest.mark.parametrize(("modules", "lessons", "students"), [(1, 2, 0), (4, 6, 5)])
def test_a_lesson_takes_five_queries_however_long_the_course(
    modules, lessons, students, make_course, make_user, enrol, client, django_assert_max_num_queries
):
    course, person = make_course(modules=modules, lessons=lessons), make_user()
    seat = enrol(person, course)
    for lesson in LessonPage.objects.descendant_of(course):
        complete_step(enrolment=seat, step=lesson, at=timezone.now())
    for _number in range(students):
        enrol(make_user(), course)
    client.force_login(person)
    for _visit in range(2):
        client.get(address(course))
    with django_assert_max_num_queries(5):
        assert client.get(address(course)).status_code == 200


def test_opening_a_lesson_is_recorded_once(student, course, client):
    for _time in range(3):
        client.get(address(course))
    assert StepRecord.objects.filter(enrolment__student=student).count() == 1


def test_marking_a_lesson_done_leads_to_the_next_step(student, course, client):
    response = client.post(f"{address(course)}done/")
    assert response.url == address(course, 1, 2)


def test_marking_the_last_lesson_of_a_module_leads_to_the_next_module(student, course, client):
    assert client.post(f"{address(course, 1, 2)}done/").url == address(course, 2, 1)


def test_marking_a_lesson_done_is_recorded(student, course, client):
    client.post(f"{address(course)}done/")
    assert StepRecord.objects.get(enrolment__student=student).completed_at


def test_a_done_lesson_shows_its_tick_and_the_way_on(student, course, client):
    client.post(f"{address(course)}done/")
    assert "Go on to the next step" in client.get(address(course)).content.decode()


def test_finishing_the_last_step_leads_to_my_learning(student, course, client):
    for module, lesson in [(1, 1), (1, 2), (2, 1)]:
        client.post(f"{address(course, module, lesson)}done/")
    assert client.post(f"{address(course, 2, 2)}done/").url == "/learn/"


def test_the_place_where_reading_stopped_is_remembered(student, course, client):
    assert client.post(f"{address(course)}position/", {"position": 40}).status_code == 204
    assert 'data-position="40"' in client.get(address(course)).content.decode()


@pytest.mark.parametrize("position", ["-1", "101", "far", ""])
def test_a_place_that_cannot_be_is_refused(position, student, course, client):
    assert client.post(f"{address(course)}position/", {"position": position}).status_code == 400


def test_a_lesson_that_is_no_longer_live_is_not_found(student, course, client):
    client.get(address(course))
    lesson_of(course).unpublish()
    assert client.get(address(course)).status_code == 404


def test_a_lesson_under_a_module_that_is_not_live_is_not_found(student, course, client):
    client.get(address(course))
    lesson_of(course).get_parent().specific.unpublish()
    assert client.get(address(course)).status_code == 404


def test_a_new_revision_is_shown_at_once(student, course, client):
    client.get(address(course))
    lesson = lesson_of(course)
    lesson.body = [("text", "<p>Palpate with care.</p>")]
    lesson.save_revision().publish()
    assert "Palpate with care." in client.get(address(course)).content.decode()


def test_a_lesson_that_moves_to_another_address_is_not_found_at_the_old_one(student, course, client):
    client.get(address(course))
    lesson = lesson_of(course)
    lesson.slug = "renamed"
    lesson.save_revision().publish()
    assert client.get(address(course)).status_code == 404
    assert client.get(f"/courses/{course.slug}/module-1/renamed/").status_code == 200


def test_an_address_that_is_no_step_is_not_found(student, course, client):
    assert client.get(f"/courses/{course.slug}/module-1/nothing/").status_code == 404
