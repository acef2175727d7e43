"""One module in two courses: one text, two students' progress."""

import pytest
from django.utils import timezone
from wagtail.models import Page

from courses.models import CoursePage, LessonPage, ModulePage
from courses.outline import get_outline
from courses.services.progress import complete_step
from courses.services.reuse import reuse_module
from tests.builders import build_seat, build_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(make_course):
    """A course with a module of two lessons, and a course without modules that shows that module."""
    first, second = make_course(modules=1, lessons=2), make_course(modules=0)
    module = ModulePage.objects.child_of(first).get()
    return first, second, module, reuse_module(module=module, course=second)


def titles(course: Page) -> list[str]:
    return [step.title for step in get_outline(course.pk).steps]


def test_a_reused_module_shows_its_lessons_in_both_courses(shared):
    first, second, _module, _shown = shared
    assert titles(second) == titles(first) == ["Lesson 1.1", "Lesson 1.2"]


def test_reusing_a_module_twice_makes_no_second_copy(shared):
    _first, second, module, shown = shared
    assert reuse_module(module=module, course=CoursePage.objects.get(pk=second.pk)) == shown


def test_an_edit_of_the_original_shows_in_the_other_course(shared):
    _first, second, module, _shown = shared
    lesson = LessonPage.objects.child_of(module).first()
    lesson.title = "Lesson, corrected"
    lesson.save_revision().publish()
    assert titles(second)[0] == "Lesson, corrected"


def test_a_lesson_added_to_the_original_appears_in_the_other_course(shared):
    _first, second, module, _shown = shared
    lesson = ModulePage.objects.get(pk=module.pk).add_child(instance=LessonPage(title="New", slug="new", live=False))
    lesson.save_revision().publish()
    assert titles(second) == ["Lesson 1.1", "Lesson 1.2", "New"]


def test_lessons_that_change_places_do_so_in_the_other_course(shared):
    _first, second, module, _shown = shared
    one, two = LessonPage.objects.child_of(module)
    two.move(one, pos="left")
    assert titles(second) == ["Lesson 1.2", "Lesson 1.1"]


def test_a_lesson_that_leaves_the_module_leaves_the_other_course(shared, make_course):
    _first, second, module, _shown = shared
    elsewhere = ModulePage.objects.child_of(make_course(modules=1, lessons=0)).get()
    LessonPage.objects.child_of(module).first().move(elsewhere, pos="last-child")
    assert titles(second) == ["Lesson 1.2"]


def test_progress_belongs_to_the_course_that_the_student_is_in(shared):
    first, second, _module, shown = shared
    student = build_user()
    seats = [build_seat(student, course) for course in (first, second)]
    complete_step(enrolment=seats[1], step=LessonPage.objects.child_of(shown).first(), at=timezone.now())
    assert [seat.step_records.filter(completed_at__isnull=False).count() for seat in seats] == [0, 1]


def test_a_reused_lesson_opens_at_the_address_of_its_course(shared, client):
    _first, second, _module, _shown = shared
    student = build_user()
    build_seat(student, second)
    client.force_login(student)
    assert client.get(get_outline(second.pk).steps[0].url).status_code == 200
