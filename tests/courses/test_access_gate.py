"""The one gate: may this person open this step now?"""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page, PageViewRestriction

from courses.access import Reason, may_open
from courses.models import Enrolment, Order
from courses.money_rules import OrderState
from courses.services.progress import complete_step
from tests.courses.places import lesson_of, lessons_of


@pytest.fixture
def course(make_course):
    return make_course(modules=2, lessons=2)


@pytest.fixture
def ask(course):
    """Return a closure ``ask(person, module, lesson) -> Access`` about a lesson, read anew."""

    def ask_the_gate(person, module: int = 1, lesson: int = 1, **fields):
        return may_open(user=person, step=lesson_of(course, module, lesson), at=timezone.now(), **fields)

    return ask_the_gate


@pytest.fixture
def order_of(course):
    """Return a closure that makes an order of the course in a state."""

    def make(student, state: str) -> Order:
        return Order.objects.create(
            student=student,
            course=course,
            title=course.title,
            currency="gbp",
            total_minor=12_000,
            terms_version="1",
            state=state,
            created_at=timezone.now(),
        )

    return make


def test_someone_unknown_may_not_open_a_lesson(ask):
    assert ask(AnonymousUser()).reason is Reason.ANONYMOUS


def test_someone_without_a_seat_may_not_open_a_lesson(ask, make_user):
    assert ask(make_user()).reason is Reason.NOT_ENROLLED


def test_a_seat_in_another_course_opens_nothing_here(ask, make_user, enrol, make_course):
    student = make_user()
    enrol(student, make_course())
    assert ask(student).reason is Reason.NOT_ENROLLED


def test_an_open_seat_opens_the_lesson(ask, make_user, enrol, course):
    student = make_user()
    enrol(student, course)
    assert ask(student).as_student


@pytest.mark.parametrize(
    ("access", "reason"), [(Enrolment.Access.PAUSED, Reason.PAUSED), (Enrolment.Access.ENDED, Reason.ENDED)]
)
def test_a_closed_seat_says_why(access, reason, ask, make_user, enrol, course):
    student = make_user()
    enrol(student, course, access=access)
    answer = ask(student)
    assert (answer.allowed, answer.reason) == (False, reason)


@pytest.mark.parametrize("state", [OrderState.PROCESSING, OrderState.AWAITING_TRANSFER])
def test_a_payment_on_its_way_without_a_seat_says_so(state, ask, make_user, order_of):
    student = make_user()
    order_of(student, state)
    assert ask(student).reason is Reason.PAYMENT_WAITING


def test_a_seat_paused_for_a_payment_on_its_way_says_so(ask, make_user, enrol, course, order_of):
    student = make_user()
    enrol(student, course, access=Enrolment.Access.PAUSED, order=order_of(student, OrderState.PROCESSING))
    assert ask(student).reason is Reason.PAYMENT_WAITING


def test_anyone_may_open_a_free_lesson(ask, course):
    lesson = lesson_of(course)
    lesson.free_preview = True
    lesson.save()
    assert ask(AnonymousUser()).reason is Reason.FREE_PREVIEW


def test_a_student_in_a_free_lesson_still_makes_progress(ask, course, make_user, enrol):
    lesson, student = lesson_of(course), make_user()
    lesson.free_preview = True
    lesson.save()
    enrol(student, course)
    assert ask(student).as_student


def test_an_editor_may_look_but_makes_no_progress(ask, make_user, home):
    editor, group = make_user(is_staff=True), Group.objects.create(name="writers")
    GroupPagePermission.objects.create(group=group, page=Page.objects.get(pk=home.pk), permission_type="change")
    editor.groups.add(group)
    answer = ask(editor)
    assert (answer.reason, answer.as_student) == (Reason.STAFF, False)


def test_staff_who_may_not_edit_the_page_may_not_open_it(ask, make_user):
    assert ask(make_user(is_staff=True)).reason is Reason.NOT_ENROLLED


@pytest.mark.parametrize(("role", "reason"), [("assessor", Reason.STAFF), ("finance", Reason.NOT_ENROLLED)])
def test_an_assessor_may_read_what_is_marked_and_who_handles_money_may_not(role, reason, ask, make_user):
    person = make_user()
    person.groups.add(Group.objects.get(name=role))
    assert ask(person).reason is reason


def test_a_lesson_that_is_not_live_opens_for_nobody(ask, make_user, enrol, course):
    student = make_user()
    enrol(student, course)
    lesson_of(course).unpublish()
    assert ask(student).reason is Reason.NOT_LIVE


def test_a_lesson_under_a_module_that_is_not_live_opens_for_nobody(ask, make_user, enrol, course):
    student = make_user()
    enrol(student, course)
    lesson_of(course).get_parent().specific.unpublish()
    assert ask(student).reason is Reason.NOT_LIVE


def test_wagtails_restriction_to_a_group_is_honoured(ask, make_user, enrol, course):
    student, group = make_user(), Group.objects.create(name="pilot")
    enrol(student, course)
    page = Page.objects.get(pk=course.pk)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(group)
    before = ask(student).reason
    student.groups.add(group)
    assert (before, ask(student).reason) == (Reason.RESTRICTED, Reason.ENROLLED)


def test_wagtails_restriction_by_password_needs_the_password_given(ask, make_user, enrol, course):
    student, page = make_user(), Page.objects.get(pk=course.pk)
    enrol(student, course)
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="tea"
    )
    assert ask(student).reason is Reason.RESTRICTED
    assert ask(student, passed=[restriction.pk]).as_student


class TestStepsInOrder:
    """A course whose steps go in order."""

    @pytest.fixture
    def course(self, make_course):
        return make_course(modules=2, lessons=2, sequential=True)

    @pytest.fixture
    def seat(self, make_user, enrol, course):
        return enrol(make_user(), course)

    def test_the_first_step_is_open(self, seat, ask):
        assert ask(seat.student).as_student

    def test_a_free_step_is_a_students_own_even_out_of_turn(self, seat, ask, course):
        lesson = lesson_of(course, 2, 1)
        lesson.free_preview = True
        lesson.save()
        assert ask(seat.student, 2, 1).as_student

    def test_a_later_step_is_locked_and_the_blocking_step_is_named(self, seat, ask, course):
        answer = ask(seat.student, 2, 1)
        assert (answer.reason, answer.blocking.id) == (Reason.LOCKED, lesson_of(course).pk)

    def test_finishing_the_step_before_opens_the_next(self, seat, ask, course):
        complete_step(enrolment=seat, step=lesson_of(course), at=timezone.now())
        assert ask(seat.student, 1, 2).as_student

    def test_an_optional_step_blocks_nothing(self, seat, ask, course):
        lesson = lesson_of(course)
        lesson.required = False
        lesson.save()
        assert ask(seat.student, 1, 2).as_student

    def test_a_finished_step_stays_open_when_a_new_one_comes_before_it(self, seat, ask, course):
        first, second, *_rest = lessons_of(course)
        complete_step(enrolment=seat, step=first, at=timezone.now())
        complete_step(enrolment=seat, step=second, at=timezone.now())
        later = lessons_of(course)[3]
        later.move(first, pos="left")
        assert ask(seat.student, 1, 2).as_student

    def test_a_finished_course_locks_nothing(self, seat, ask, course):
        for lesson in lessons_of(course):
            complete_step(enrolment=seat, step=lesson, at=timezone.now())
        module = lesson_of(course).get_parent().specific
        module.add_child(instance=type(lesson_of(course))(title="New", slug="lesson-1-9"))
        assert ask(seat.student, 1, 9).as_student
