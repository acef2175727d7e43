"""Closures that make graduates and certificates through the services."""

import pytest
from django.utils import timezone

from certificates.models import Certificate
from certificates.services.issuing import align
from courses.models import Order
from courses.money_rules import OrderState

ASSESSED = [("method", "Theory: final paper of 60 questions"), ("method", "Observed practical, two assessors")]


@pytest.fixture
def finish(make_course, make_user, enrol):
    """Return a closure ``finish(state=None, student=None, **course_fields) -> Enrolment``: a course is complete.

    With ``state`` the seat stands on an order in that state; without, staff gave it.
    """

    def make(state: OrderState | None = None, student=None, **fields):
        course = make_course(lessons=1, **({"award_title": "Diploma in Testing", "assessed_by": ASSESSED} | fields))
        student = student or make_user()
        now = timezone.now()
        order = state and Order.objects.create(
            student=student,
            course=course,
            title=course.title,
            currency="gbp",
            total_minor=12_000,
            terms_version="1",
            created_at=now,
            state=state,
        )
        return enrol(student, course, completed_at=now, order=order)

    return make


@pytest.fixture
def issue(finish):
    """Return a closure ``issue(**as_for_finish) -> Certificate``."""

    def make(*args, **fields) -> Certificate:
        return align(enrolment=finish(*args, **fields), at=timezone.now())

    return make


@pytest.fixture
def pay(db):
    """Return a closure ``pay(enrolment, state)`` that says what became of the money and aligns the certificate."""

    def change(enrolment, state: OrderState) -> Certificate:
        Order.objects.filter(pk=enrolment.order_id).update(state=state)
        return align(enrolment=enrolment, at=timezone.now())

    return change
