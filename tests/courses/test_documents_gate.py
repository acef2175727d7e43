"""Files of a course: for those who may open a lesson that uses them, for staff, and for nobody else."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Collection

from courses.models import Enrolment
from tests.courses.places import lesson_of


@pytest.fixture
def course(make_course):
    return make_course()


@pytest.fixture
def make_file(db):
    """Return a closure that puts a small text file into the library, in a collection if one is named."""

    def make(collection: str = ""):
        root = Collection.get_first_root_node()
        place = root.add_child(name=collection) if collection else root
        return get_document_model().objects.create(
            title="Notes", file=ContentFile(b"WEBVTT", name="notes.vtt"), collection=place
        )

    return make


@pytest.fixture
def put(django_capture_on_commit_callbacks):
    """Return a closure that publishes a page with a list of downloads and lets the reference index catch up."""

    def publish(page, document, field: str = "body") -> None:
        with django_capture_on_commit_callbacks(execute=True):
            setattr(page, field, [("downloads", {"title": "To keep", "documents": [document]})])
            page.save_revision().publish()

    return publish


def asked(client, document) -> int:
    return client.get(document.url).status_code


def test_a_student_gets_a_file_of_a_lesson(course, make_file, put, make_user, enrol, client):
    document, student = make_file(), make_user()
    put(lesson_of(course), document)
    enrol(student, course)
    client.force_login(student)
    assert asked(client, document) == 200


def test_nobody_unknown_gets_a_file_of_a_lesson(course, make_file, put, client):
    document = make_file()
    put(lesson_of(course), document)
    assert asked(client, document) == 403


def test_someone_without_a_seat_does_not_get_it(course, make_file, put, make_user, client):
    document = make_file()
    put(lesson_of(course), document)
    client.force_login(make_user())
    assert asked(client, document) == 403


def test_a_student_whose_access_ended_does_not_get_it(course, make_file, put, make_user, enrol, client):
    document, student = make_file(), make_user()
    put(lesson_of(course), document)
    enrol(student, course, access=Enrolment.Access.ENDED)
    client.force_login(student)
    assert asked(client, document) == 403


def test_a_file_of_a_locked_lesson_waits_like_the_lesson(make_course, make_file, put, make_user, enrol, client):
    course, document, student = make_course(sequential=True), make_file(), make_user()
    put(lesson_of(course, 1, 2), document)
    enrol(student, course)
    client.force_login(student)
    assert asked(client, document) == 403


def test_anyone_gets_a_file_of_a_free_lesson(course, make_file, put, client):
    document, lesson = make_file(), lesson_of(course)
    lesson.free_preview = True
    put(lesson, document)
    assert asked(client, document) == 200


def test_anyone_gets_a_file_that_is_also_on_a_public_page(course, make_file, put, client):
    document = make_file()
    put(lesson_of(course), document)
    put(course, document)
    assert asked(client, document) == 200


def test_a_public_page_that_is_no_longer_live_opens_nothing(course, make_file, put, client):
    document = make_file()
    put(lesson_of(course), document)
    put(course, document)
    course.unpublish()
    assert asked(client, document) == 403


def test_staff_get_every_file(course, make_file, put, make_user, client, settings):
    settings.STAFF_MFA_REQUIRED = False
    document, tutor, group = make_file("Course files"), make_user(is_staff=True), Group.objects.create(name="tutors")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    tutor.groups.add(group)
    client.force_login(tutor)
    assert asked(client, document) == 200


def test_a_course_file_that_nothing_uses_yet_is_for_staff(make_file, make_user, client):
    document = make_file("Course files")
    client.force_login(make_user())
    assert asked(client, document) == 403


def test_a_collection_below_course_files_is_guarded_too(make_file, client):
    document = make_file("Course files")
    document.collection = document.collection.add_child(name="Videos")
    document.save()
    assert asked(client, document) == 403


def test_a_file_that_has_nothing_to_do_with_courses_is_served(make_file, client):
    assert asked(client, make_file()) == 200


def test_a_refused_file_is_plain_text_and_kept_nowhere(course, make_file, put, client):
    document = make_file()
    put(lesson_of(course), document)
    response = client.get(document.url)
    assert (response["Content-Type"], response["Cache-Control"]) == ("text/plain; charset=utf-8", "no-store")
