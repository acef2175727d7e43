"""An editor sees a draft as a visitor and as an enrolled student would."""

import pytest
from django.urls import reverse

from courses.models import ModulePage
from tests.courses.changing import editing_form, sign_in_as
from tests.courses.places import lesson_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def course(make_course):
    return make_course(modules=1, lessons=2)


def preview(client, lesson, mode: str, **fields: str):
    """Send the form to the preview panel and open what it shows in ``mode``."""
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[lesson.pk])
    answer = client.post(f"{url}?mode={mode}", editing_form(client, lesson) | {"title": "Draft title"} | fields)
    assert answer.json()["is_valid"]
    return client.get(f"{url}?mode={mode}")


def test_a_student_is_shown_the_lesson_with_its_button(client, course):
    sign_in_as(client, "editor")
    html = preview(client, lesson_of(course), "student").content.decode()
    assert ("Draft title" in html, "Mark as done" in html) == (True, True)


def test_a_visitor_is_shown_the_closed_door(client, course):
    sign_in_as(client, "editor")
    html = preview(client, lesson_of(course), "visitor").content.decode()
    assert "This step is part of a course" in html
    assert "Mark as done" not in html


def test_a_visitor_is_shown_a_free_lesson(client, course):
    sign_in_as(client, "editor")
    assert "This lesson is free." in preview(client, lesson_of(course), "visitor", free_preview="on").content.decode()


def test_a_preview_records_no_progress(client, course):
    editor = sign_in_as(client, "editor")
    preview(client, lesson_of(course), "student")
    assert not editor.enrolments.exists()


@pytest.mark.parametrize(("mode", "words"), [("visitor", "What the course contains"), ("student", "Progress in the")])
def test_a_course_is_shown_for_sale_and_as_a_home(mode, words, course, rf, make_user):
    request = rf.get("/")
    request.user = make_user(is_staff=True)
    assert words in course.serve_preview(request, mode).rendered_content


@pytest.mark.parametrize(("mode", "said"), [("visitor", False), ("student", True)])
def test_a_module_shows_progress_to_its_student_only(mode, said, course, rf, make_user):
    request = rf.get("/")
    request.user = make_user(is_staff=True)
    module = ModulePage.objects.child_of(course).get()
    assert ("0 of 2 done" in module.serve_preview(request, mode).rendered_content) is said


def test_the_panel_may_show_the_preview_and_nobody_else(client, course):
    sign_in_as(client, "editor")
    answer = preview(client, lesson_of(course), "student")
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
