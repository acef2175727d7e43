"""Progress is true: never over 100 %, never 100 % too early, never lost by a change of the course."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from courses.measure import measure
from courses.models import LessonPage, StepRecord
from courses.outline import Outline, OutlineModule, OutlineStep
from courses.services.progress import complete_step, finish_course, open_step, progress_of, save_position
from courses.signals import course_completed
from tests.courses.places import lesson_of, lessons_of

NOW = timezone.now()

steps = st.lists(st.tuples(st.integers(0, 600), st.booleans()), max_size=12)


def outline_of(rows: list[tuple[int, bool]]) -> Outline:
    made = [
        OutlineStep(number, f"S{number}", f"s{number}", "lesson", minutes, False, required, False, "/")
        for number, (minutes, required) in enumerate(rows)
    ]
    return Outline(1, "Course", "/", "/", False, (OutlineModule(1, "Module", "module", "/", "", tuple(made)),))


@given(steps, st.sets(st.integers(0, 30)), st.booleans())
def test_progress_stays_within_its_bounds(rows, done, completed):
    progress = measure(outline_of(rows), done, completed=completed)
    assert 0 <= progress.percent <= 100
    assert 0 <= progress.steps_done <= progress.steps_total
    assert 0 <= progress.minutes_done <= progress.minutes_total


@given(steps, st.sets(st.integers(0, 30)))
def test_all_is_done_exactly_at_one_hundred_percent(rows, done):
    progress = measure(outline_of(rows), done, completed=False)
    assert (progress.percent == 100) == (progress.steps_done == progress.steps_total > 0)


@given(steps, st.sets(st.integers(0, 30)), st.integers(0, 30))
def test_doing_one_more_step_never_lowers_progress(rows, done, more):
    outline = outline_of(rows)
    assert measure(outline, done | {more}, completed=False).percent >= measure(outline, done, completed=False).percent


@given(steps, st.sets(st.integers(0, 30)))
def test_a_completed_course_shows_one_hundred_percent(rows, done):
    assert measure(outline_of(rows), done, completed=True).percent == 100


@pytest.fixture
def course(make_course):
    return make_course(modules=1, lessons=2)


@pytest.fixture
def seat(make_user, enrol, course):
    return enrol(make_user(), course)


@pytest.fixture
def finish(seat, course):
    """Return a closure that completes every lesson of the course."""

    def finish_all() -> None:
        for lesson in lessons_of(course):
            complete_step(enrolment=seat, step=lesson, at=NOW)
        seat.refresh_from_db()

    return finish_all


def test_completing_a_step_twice_keeps_the_first_date(seat, course):
    complete_step(enrolment=seat, step=lesson_of(course), at=NOW)
    complete_step(enrolment=seat, step=lesson_of(course), at=NOW + timedelta(days=1))
    assert StepRecord.objects.get().completed_at == NOW


def test_the_best_score_is_kept(seat, course):
    for score in ("0.7", "0.9", "0.4"):
        complete_step(enrolment=seat, step=lesson_of(course), at=NOW, score=Decimal(score))
    assert StepRecord.objects.get().score == Decimal("0.9")


def test_completing_the_last_step_completes_the_course(seat, finish):
    finish()
    assert seat.completed_at == NOW


def test_completing_the_course_is_told_once(seat, course, django_capture_on_commit_callbacks):
    told = []

    def listen(**kwargs) -> None:
        told.append(kwargs["enrolment"])

    course_completed.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            for _time in range(2):
                for lesson in lessons_of(course):
                    complete_step(enrolment=seat, step=lesson, at=NOW)
    finally:
        course_completed.disconnect(listen)
    assert told == [seat]


def test_a_step_added_later_does_not_undo_a_completed_course(seat, course, finish):
    finish()
    lesson_of(course).get_parent().specific.add_child(instance=LessonPage(title="New", slug="new"))
    progress = progress_of(seat)
    assert (progress.percent, progress.steps_done, progress.steps_total) == (100, 3, 3)


def test_a_step_that_left_the_course_does_not_count(seat, course):
    complete_step(enrolment=seat, step=lesson_of(course), at=NOW)
    lesson_of(course).unpublish()
    assert progress_of(seat).percent == 0


def test_a_course_whose_last_open_step_was_withdrawn_can_be_finished(seat, course):
    complete_step(enrolment=seat, step=lesson_of(course), at=NOW)
    lesson_of(course, 1, 2).unpublish()
    assert finish_course(enrolment=seat, at=NOW)


def test_a_course_without_required_steps_is_not_completed_by_an_optional_one(seat, course):
    for lesson in lessons_of(course):
        lesson.required = False
        lesson.save()
    assert not complete_step(enrolment=seat, step=lesson_of(course), at=NOW)


@pytest.fixture
def announce(course):
    """Return a closure that announces one more step, not written yet."""

    def announce_step() -> None:
        module = lesson_of(course).get_parent().specific
        module.planned = [("lesson", {"title": "Soon", "minutes": 40, "summary": ""})]
        module.save_revision().publish()

    return announce_step


def test_a_course_with_steps_still_to_come_is_not_completed(seat, finish, announce):
    announce()
    finish()
    assert seat.completed_at is None


def test_steps_still_to_come_count_as_not_done(seat, finish, announce):
    announce()
    finish()
    assert (progress_of(seat).steps_done, progress_of(seat).steps_total, progress_of(seat).percent) == (2, 3, 50)


def test_a_course_completed_before_more_was_announced_stays_completed(seat, finish, announce):
    finish()
    announce()
    assert progress_of(seat).percent == 100


def test_opening_again_within_minutes_writes_nothing(seat, course, django_assert_num_queries):
    lesson = lesson_of(course)
    record = open_step(enrolment=seat, step=lesson, at=NOW)
    with django_assert_num_queries(0):
        open_step(enrolment=seat, step=lesson, at=NOW + timedelta(minutes=5), record=record)


def test_opening_again_later_is_recorded(seat, course):
    record = open_step(enrolment=seat, step=lesson_of(course), at=NOW)
    later = NOW + timedelta(hours=1)
    open_step(enrolment=seat, step=lesson_of(course), at=later, record=record)
    assert StepRecord.objects.get().last_opened_at == later


@pytest.mark.parametrize(("sent", "kept"), [(-5, 0), (42, 42), (140, 100)])
def test_a_place_is_kept_within_the_page(sent, kept, seat, course):
    save_position(enrolment=seat, step=lesson_of(course), position=sent, at=NOW)
    assert StepRecord.objects.get().position == kept
