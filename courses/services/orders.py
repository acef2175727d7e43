"""Placing an order: what is bought, by whom, at which price, all of it copied."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services import audit
from courses.models import CoursePage, Enrolment, Order
from courses.money_rules import PAYABLE_STATES, OrderState
from courses.price import Price, price_of
from courses.services.checkout import NotPayable, open_checkout
from courses.services.sync import sync

__all__ = [
    "AlreadyEnrolled",
    "NotOnSale",
    "NotPayable",
    "OrderRefused",
    "PaymentUnderWay",
    "open_checkout",
    "place_order",
]

#: While the money of one order is in one of these states, a second order of the same course would be paid twice.
UNDER_WAY = frozenset(
    {OrderState.PROCESSING, OrderState.AWAITING_TRANSFER, OrderState.DISPUTED, OrderState.NEEDS_REVIEW}
)


class OrderRefused(Exception):
    """An order that cannot be placed; ``message`` says why in plain words, ``order`` is the one in the way, if any."""

    message = _("This course cannot be bought at the moment.")

    def __init__(self, order: Order | None = None) -> None:
        super().__init__(str(self.message))
        self.order = order


class AlreadyEnrolled(OrderRefused):
    """The student has the seat."""

    message = _("You have a seat in this course already. There is nothing to pay.")


class PaymentUnderWay(OrderRefused):
    """A payment for this course is on its way or in question."""

    message = _("A payment for this course is on its way or in question. Please do not pay again.")


class NotOnSale(OrderRefused):
    """The course is not sold."""

    message = _("This course is not on sale at the moment.")


def place_order(*, student: User, course: CoursePage, at: datetime) -> Order:
    """Return the order with which ``student`` can pay for ``course``; raise OrderRefused with a plain reason otherwise.

    Two tabs make one order: a payable one is taken up again while price and terms are the same. A free order clears at
    once.
    """
    order = _find_or_make(student=student, course=course, at=at)
    return order if order.total_minor else sync(order=order, at=at)


@transaction.atomic
def _find_or_make(*, student: User, course: CoursePage, at: datetime) -> Order:
    User.objects.select_for_update().get(pk=student.pk)  # one order at a time
    _refuse(student, course)
    price = price_of(course)
    order = _payable(student, course, price).first()
    return order or _make(student, course, price, at)


def _refuse(student: User, course: CoursePage) -> None:
    if not (course.live and course.on_sale):
        raise NotOnSale
    seat = Enrolment.objects.filter(student=student, course=course).select_related("order").first()
    if seat is not None and seat.access == Enrolment.Access.OPEN:
        raise AlreadyEnrolled(seat.order)
    orders = Order.objects.for_seat(student_id=student.pk, course_id=course.pk)
    if blocking := orders.filter(state__in=UNDER_WAY).first():
        raise PaymentUnderWay(blocking)


def _payable(student: User, course: CoursePage, price: Price):
    return Order.objects.for_seat(student_id=student.pk, course_id=course.pk).filter(
        state__in=PAYABLE_STATES,
        total_minor=price.total_minor,
        vat_minor=price.vat_minor,
        currency=price.currency,
        terms_version=settings.TERMS_VERSION,
        livemode=settings.STRIPE_LIVE_MODE,
    )


def _make(student: User, course: CoursePage, price: Price, at: datetime) -> Order:
    order = Order.objects.create(
        student=student,
        course=course,
        title=course.title,
        currency=price.currency,
        total_minor=price.total_minor,
        vat_minor=price.vat_minor,
        vat_rate=price.vat_rate,
        terms_version=settings.TERMS_VERSION,
        livemode=settings.STRIPE_LIVE_MODE,
        created_at=at,
    )
    audit.record(
        action="order.place", target=order, at=at, actor=student, to_value=f"{price.total_minor} {price.currency}"
    )
    return order
