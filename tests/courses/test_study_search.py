"""Searching inside one course: only what one may open, with the words marked, and one's own notes beside it."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.models import GroupPagePermission, PageViewRestriction

from courses.models import Enrolment
from courses.services import study
from courses.services.progress import complete_step
from tests.courses.places import address, lesson_of, lessons_of

NOW = timezone.now()


@pytest.fixture
def course(make_course):
    course = make_course(lessons=3)
    write(lesson_of(course, 1, 1), body=[("text", "<p>The trapezius refers pain to the temple.</p>")])
    write(lesson_of(course, 1, 2), summary="About the levator scapulae and the trapezius.")
    write(lesson_of(course, 1, 3), outcomes=[("outcome", "Palpate the scalenes.")], free_preview=True)
    return course


@pytest.fixture
def seat(make_user, enrol, course, client):
    student = make_user()
    client.force_login(student)
    return enrol(student, course)


def write(lesson, **fields) -> None:
    for name, value in fields.items():
        setattr(lesson, name, value)
    lesson.save_revision().publish()


def found(client, course, query: str) -> str:
    response = client.get(f"/courses/{course.slug}/search/", {"q": query})
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def hits(text: str) -> int:
    return text.count('class="search-hit"')


@pytest.mark.parametrize(("query", "count"), [("temple", 1), ("levator", 1), ("palpate scalenes", 1), ("trapezius", 2)])
def test_steps_are_found_by_body_summary_and_outcomes(query, count, seat, course, client):
    assert hits(found(client, course, query)) == count


def test_steps_are_found_by_title(seat, course, client):
    write(lesson_of(course, 1, 1), title="Masseter")
    assert hits(found(client, course, "masseter")) == 1


def test_the_words_sought_are_marked_in_what_is_around_them(seat, course, client):
    assert "refers pain to the <mark>temple</mark>" in found(client, course, "temple")


def test_markup_in_the_question_is_shown_as_it_was_typed(seat, course, client):
    assert "<script>alert" not in found(client, course, "<script>alert(1)</script>")


@pytest.mark.parametrize("query", ["", " ", '" OR', "*", "a" * 300, "AND NOT", "\x00"])
def test_no_question_breaks_it(query, seat, course, client):
    found(client, course, query)


def test_nothing_of_another_course_is_found(seat, course, make_course, enrol, client):
    other = make_course()
    write(lesson_of(other), body=[("text", "<p>The temple bone.</p>")])
    assert hits(found(client, course, "temple")) == 1


def test_a_stranger_finds_the_free_lessons_alone(course, client):
    assert hits(found(client, course, "scalenes")) == 1
    assert hits(found(client, course, "trapezius")) == 0


@pytest.mark.parametrize("access", [Enrolment.Access.ENDED, Enrolment.Access.PAUSED])
def test_without_an_open_seat_a_finished_lesson_is_not_found(access, seat, course, client):
    complete_step(enrolment=seat, step=lesson_of(course), at=NOW)
    Enrolment.objects.update(access=access)
    assert hits(found(client, course, "temple")) == 0


def test_a_step_that_is_still_locked_is_not_found(seat, course, client):
    course.sequential = True
    course.save()
    assert hits(found(client, course, "levator")) == 0
    complete_step(enrolment=seat, step=lesson_of(course), at=NOW)
    assert hits(found(client, course, "levator")) == 1


def test_a_step_with_a_password_is_not_found(seat, course, client):
    PageViewRestriction.objects.create(page=lesson_of(course), restriction_type="password", password="open")
    assert hits(found(client, course, "temple")) == 0


def test_an_editor_of_the_course_finds_every_step(course, make_user, client):
    editor, group = make_user(), Group.objects.create(name="Editors of one course")
    permission = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=group, page=course, permission=permission)
    editor.groups.add(group)
    client.force_login(editor)
    assert hits(found(client, course, "temple")) == 1


def test_own_notes_with_the_words_stand_beside_the_steps(seat, course, client):
    study.add_note(seat=seat, step=lesson_of(course), text="Ask about the temple", at=NOW)
    assert "Ask about the <mark>temple</mark>" in found(client, course, "temple")


def test_notes_of_others_do_not(seat, course, make_user, client):
    study.add_note(seat=seat, step=lesson_of(course), text="Ask about the temple", at=NOW)
    client.force_login(make_user())
    assert "Ask about" not in found(client, course, "temple")


def test_the_lesson_and_the_home_of_the_course_have_the_field(seat, course, client):
    for page in (address(course), f"/courses/{course.slug}/"):
        assert f'action="/courses/{course.slug}/search/"' in client.get(page).content.decode()


def test_a_course_that_is_not_there_is_not_searched(client, catalogue):
    assert client.get("/courses/nothing/search/").status_code == 404


def test_a_course_kept_for_members_leads_to_its_door(course, client):
    PageViewRestriction.objects.create(page=course, restriction_type="login")
    assert client.get(f"/courses/{course.slug}/search/?q=temple").url == f"/courses/{course.slug}/"


def test_who_searches_all_the_time_is_asked_to_wait(course, client):
    assert [client.get(f"/courses/{course.slug}/search/").status_code for _n in range(61)][-1] == 429


@pytest.mark.parametrize(("lessons", "notes"), [(2, 1), (12, 12)])
def test_a_search_takes_the_same_queries_however_much_is_found(
    lessons, notes, make_course, make_user, enrol, client, django_assert_max_num_queries
):
    course, student = make_course(lessons=lessons), make_user()
    seat = enrol(student, course)
    client.force_login(student)
    for lesson in lessons_of(course):
        write(lesson, summary="The temple")
    for n in range(notes):
        study.add_note(seat=seat, step=lesson_of(course), text=f"Temple {n}", at=NOW)
    found(client, course, "temple")
    with django_assert_max_num_queries(11):
        found(client, course, "temple")
