"""What a visitor meets at the door of a lesson."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission, Page, PageViewRestriction

from courses.models import Enrolment, StepRecord
from tests.courses.places import address, lesson_of


@pytest.fixture
def course(make_course):
    return make_course(modules=1, lessons=3, sequential=True)


@pytest.fixture
def student(make_user, enrol, course, client):
    person = make_user()
    enrol(person, course)
    client.force_login(person)
    return person


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_someone_unknown_is_told_what_the_lesson_is_and_where_to_sign_in(course, client):
    response = client.get(address(course))
    assert response.status_code == 403
    assert "Lesson 1.1" in text_of(response)
    assert f"/accounts/login/?next={address(course)}" in text_of(response)


def test_someone_without_a_seat_is_shown_the_way_to_the_course(course, client, make_user):
    client.force_login(make_user())
    response = client.get(address(course))
    assert response.status_code == 403
    assert f'href="/courses/{course.slug}/"' in text_of(response)


def test_a_refusal_never_shows_the_body_of_the_lesson(course, client):
    lesson = lesson_of(course)
    lesson.body = [("text", "<p>A paid secret.</p>")]
    lesson.save_revision().publish()
    assert "A paid secret." not in text_of(client.get(address(course)))


def test_a_locked_step_names_the_step_to_finish_first(student, course, client):
    response = client.get(address(course, 1, 2))
    assert response.status_code == 403
    assert "Finish “Lesson 1.1” first" in text_of(response)


def test_a_locked_step_cannot_be_marked_done(student, course, client):
    response = client.post(f"{address(course, 1, 2)}done/")
    assert (response.status_code, StepRecord.objects.count()) == (403, 0)


def test_a_step_of_a_paused_seat_cannot_be_marked_done(student, course, client):
    Enrolment.objects.update(access=Enrolment.Access.PAUSED)
    assert client.post(f"{address(course)}done/").status_code == 403


def test_someone_without_a_seat_cannot_mark_a_free_lesson_done(course, client, make_user):
    lesson = lesson_of(course)
    lesson.free_preview = True
    lesson.save()
    client.force_login(make_user())
    assert client.post(f"{address(course)}done/").status_code == 403


def test_marking_done_by_a_link_is_refused(student, course, client):
    assert client.get(f"{address(course)}done/").status_code == 405


def test_marking_done_needs_the_forms_token(student, course, client):
    client.handler.enforce_csrf_checks = True
    assert client.post(f"{address(course)}done/").status_code == 403


def test_the_place_in_a_locked_step_is_not_kept(student, course, client):
    assert client.post(f"{address(course, 1, 2)}position/", {"position": 10}).status_code == 403


def test_a_free_lesson_is_served_to_someone_unknown_with_the_way_to_the_course(course, client):
    lesson = lesson_of(course)
    lesson.free_preview = True
    lesson.save()
    response = client.get(address(course))
    assert response.status_code == 200
    assert "This lesson is free." in text_of(response)


def test_an_editor_sees_the_lesson_as_staff_and_leaves_no_record(course, client, make_user, home):
    editor, group = make_user(is_staff=True), Group.objects.create(name="writers")
    GroupPagePermission.objects.create(group=group, page=Page.objects.get(pk=home.pk), permission_type="change")
    editor.groups.add(group)
    client.force_login(editor)
    assert "You see this as staff." in text_of(client.get(address(course)))
    assert not StepRecord.objects.exists()


def test_the_same_gate_stands_before_wagtails_own_routing(course, client, catalogue):
    catalogue.refresh_from_db()
    catalogue.slug = "training"
    catalogue.save_revision().publish()
    assert client.get(address(course).replace("/courses/", "/training/")).status_code == 403


def test_wagtails_own_routing_serves_a_student(student, course, client, catalogue):
    catalogue.refresh_from_db()
    catalogue.slug = "training"
    catalogue.save_revision().publish()
    assert client.get(address(course).replace("/courses/", "/training/")).status_code == 200


def test_a_restriction_by_password_asks_for_the_password(student, course, client):
    page = Page.objects.get(pk=course.pk)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="tea")
    assert 'type="password"' in text_of(client.get(address(course)))


def test_a_restriction_to_a_group_sends_others_to_sign_in(course, client):
    page = Page.objects.get(pk=course.pk)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(address(course)).status_code == 302


def test_an_editor_previews_a_draft_of_a_lesson(course, client, make_user, settings):
    settings.STAFF_MFA_REQUIRED = False
    client.force_login(make_user(is_staff=True, is_superuser=True))
    lesson = lesson_of(course)
    lesson.body = [("text", "<p>Not yet published.</p>")]
    lesson.save_revision()
    response = client.get(f"/staff/pages/{lesson.pk}/view_draft/")
    assert "Not yet published." in text_of(response)


def test_another_students_progress_is_not_shown(student, course, client, make_user, enrol):
    other = make_user()
    enrol(other, course)
    client.post(f"{address(course)}done/")
    client.force_login(other)
    assert "Go on to the next step" not in text_of(client.get(address(course)))
