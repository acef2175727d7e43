"""A page that is kept between requests is never older than what was published, closed or taken down."""

import pytest
from wagtail.models import PageViewRestriction

from courses.models import LessonPage
from courses.page_lookup import find_page


@pytest.fixture
def lesson(make_course) -> LessonPage:
    """A lesson that was asked for already."""
    lesson = LessonPage.objects.descendant_of(make_course(lessons=1)).get()
    find_page(path_of(lesson))
    return lesson


def path_of(lesson: LessonPage) -> str:
    return lesson.get_url().lstrip("/")


def test_a_page_asked_for_again_takes_no_query(lesson, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert find_page(path_of(lesson)) == lesson


def test_a_kept_page_is_the_page_with_its_body(lesson):
    lesson.body = [("text", "<p>Press for ten seconds.</p>")]
    lesson.save_revision().publish()
    find_page(path_of(lesson))
    assert "Press for ten seconds." in str(find_page(path_of(lesson)).body)


def test_a_title_published_anew_is_seen_at_once(lesson):
    lesson.title = "Another title"
    lesson.save_revision().publish()
    assert find_page(path_of(lesson)).title == "Another title"


def test_a_page_taken_down_is_gone_at_once(lesson):
    path = path_of(lesson)
    lesson.unpublish()
    assert find_page(path) is None


def test_a_page_saved_as_not_live_is_gone_at_once(lesson):
    path, lesson.live = path_of(lesson), False
    lesson.save()
    assert find_page(path) is None


def test_a_restriction_above_a_page_is_seen_at_once(lesson):
    PageViewRestriction.objects.create(page=lesson.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    assert find_page(path_of(lesson)).is_restricted


def test_a_course_moved_away_is_not_at_its_old_address(lesson):
    old, course = path_of(lesson), lesson.get_parent().get_parent().specific
    course.slug = "elsewhere"
    course.save_revision().publish()
    assert find_page(old) is None
