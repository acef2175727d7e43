"""The cached outline of a course is true at once after every change."""

import pytest

from courses.models import CoursePage, LessonPage
from courses.outline import get_outline, get_outlines, required_step_ids
from tests.courses.places import lesson_of, lessons_of


@pytest.fixture
def course(make_course):
    course = make_course(modules=2, lessons=2)
    get_outline(course.pk)
    return course


def titles(course) -> list[str]:
    return [step.title for step in get_outline(course.pk).steps]


def test_an_outline_lists_the_steps_in_order(course):
    assert titles(course) == ["Lesson 1.1", "Lesson 1.2", "Lesson 2.1", "Lesson 2.2"]


def test_a_step_in_an_outline_knows_its_address(course):
    assert get_outline(course.pk).steps[0].url == f"/courses/{course.slug}/module-1/lesson-1-1/"


def test_a_warm_outline_takes_no_query(course, django_assert_num_queries):
    with django_assert_num_queries(0):
        get_outlines([course.pk])


@pytest.mark.parametrize(("modules", "lessons"), [(1, 1), (4, 6)])
def test_building_an_outline_takes_the_same_queries_however_long_the_course(
    modules, lessons, make_course, django_assert_max_num_queries
):
    course = make_course(modules=modules, lessons=lessons)
    get_outline(make_course().pk)
    with django_assert_max_num_queries(7):
        get_outline(course.pk)


def test_unpublishing_a_step_takes_it_out(course):
    lesson_of(course, 1, 2).unpublish()
    assert "Lesson 1.2" not in titles(course)


def test_unpublishing_a_module_takes_its_steps_out(course):
    lesson_of(course).get_parent().specific.unpublish()
    assert titles(course) == ["Lesson 2.1", "Lesson 2.2"]


def test_publishing_a_new_title_shows_it(course):
    lesson = lesson_of(course)
    lesson.title = "Renamed"
    lesson.save_revision().publish()
    assert titles(course)[0] == "Renamed"


def test_a_draft_does_not_show(course):
    lesson = lesson_of(course)
    lesson.title = "Draft"
    lesson.save_revision()
    assert titles(course)[0] == "Lesson 1.1"


def test_moving_a_step_to_another_module_shows(course):
    lesson_of(course).move(lesson_of(course, 2, 1).get_parent(), pos="last-child")
    assert titles(course) == ["Lesson 1.2", "Lesson 2.1", "Lesson 2.2", "Lesson 1.1"]


def test_moving_a_step_to_another_course_changes_both(course, make_course):
    other = make_course(modules=1, lessons=1)
    get_outline(other.pk)
    lesson_of(course, 1, 2).move(lesson_of(other).get_parent(), pos="first-child")
    assert (len(titles(course)), len(titles(other))) == (3, 2)


def test_deleting_a_step_takes_it_out(course):
    lesson_of(course).delete()
    assert titles(course)[0] == "Lesson 1.2"


def test_deleting_a_module_takes_its_steps_out(course):
    lesson_of(course).get_parent().specific.delete()
    assert titles(course) == ["Lesson 2.1", "Lesson 2.2"]


def test_a_new_slug_of_the_course_changes_every_address(course):
    page = CoursePage.objects.get(pk=course.pk)
    page.slug = "renamed"
    page.save_revision().publish()
    assert {step.url.split("/")[2] for step in get_outline(course.pk).steps} == {"renamed"}


def test_a_new_slug_of_the_catalogue_changes_every_address(course, catalogue):
    catalogue.refresh_from_db()
    catalogue.slug = "training"
    catalogue.save_revision().publish()
    assert get_outline(course.pk).steps[0].url.startswith("/training/")


def test_only_required_steps_are_required(course):
    lesson = lesson_of(course)
    lesson.required = False
    lesson.save()
    assert required_step_ids(course.pk) == {page.pk for page in lessons_of(course)} - {lesson.pk}


def test_a_new_step_shows(course):
    module = lesson_of(course).get_parent().specific
    module.add_child(instance=LessonPage(title="New", slug="new"))
    assert titles(course)[2] == "New"
