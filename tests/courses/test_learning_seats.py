"""Giving a seat, and opening, pausing or ending it."""

import pytest
from django.utils import timezone

from accounts.models import AuditRecord
from courses.models import Enrolment, Order
from courses.services.enrolment import grant_seat, set_access

NOW = timezone.now()


@pytest.fixture
def course(make_course):
    return make_course()


@pytest.fixture
def make_order(course):
    """Return a closure that makes an order of the course."""

    def make(student) -> Order:
        fields = {"title": course.title, "currency": "gbp", "total_minor": 1, "terms_version": "1", "created_at": NOW}
        return Order.objects.create(student=student, course=course, **fields)

    return make


def test_granting_a_seat_twice_gives_one(course, make_user):
    student = make_user()
    seats = {grant_seat(student=student, course=course, at=NOW).pk for _time in range(2)}
    assert len(seats) == Enrolment.objects.count() == 1


def test_granting_a_seat_twice_is_recorded_once(course, make_user):
    student = make_user()
    for _time in range(2):
        grant_seat(student=student, course=course, at=NOW)
    assert [record.action for record in AuditRecord.objects.all()] == ["enrolment.grant"]


def test_granting_opens_a_seat_that_had_ended(course, make_user, enrol):
    student = make_user()
    enrol(student, course, access=Enrolment.Access.ENDED)
    assert grant_seat(student=student, course=course, at=NOW).access == Enrolment.Access.OPEN


def test_a_seat_bought_anew_stands_on_the_new_order(course, make_user, make_order):
    student = make_user()
    first, second = make_order(student), make_order(student)
    grant_seat(student=student, course=course, at=NOW, order=first)
    assert grant_seat(student=student, course=course, at=NOW, order=second).order == second


def test_changing_access_is_recorded_with_who_and_why(course, make_user, enrol):
    seat, staff = enrol(make_user(), course), make_user(is_staff=True)
    set_access(enrolment=seat, access=Enrolment.Access.PAUSED, at=NOW, reason="Asked for a break", actor=staff)
    record = AuditRecord.objects.get(action="enrolment.access")
    assert (record.from_value, record.to_value, record.reason, record.actor) == (
        "open",
        "paused",
        "Asked for a break",
        staff,
    )


def test_setting_the_same_access_again_leaves_no_trace(course, make_user, enrol):
    set_access(enrolment=enrol(make_user(), course), access=Enrolment.Access.OPEN, at=NOW, reason="again")
    assert not AuditRecord.objects.exists()


def test_an_access_that_does_not_exist_is_refused(course, make_user, enrol):
    with pytest.raises(ValueError, match="ajar"):
        set_access(enrolment=enrol(make_user(), course), access="ajar", at=NOW, reason="")
