"""Sending a buyer to the checkout page: at most one session at a time that can be paid."""

from contextlib import suppress
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from courses.gateway import OpenedSession, PaymentRefused, create_session, expire_session
from courses.models import CheckoutTry, Order
from courses.money_rules import PAYABLE_STATES
from courses.services.sync import sync

#: Stripe allows 30 minutes to 24 hours. Short, so that a forgotten page does not stay payable.
SESSION_LASTS = timedelta(hours=2)
#: Someone sent back to an open session gets at least this long; and a try whose session was never heard of can be
#: repeated under its key until then.
STILL_USEFUL = timedelta(minutes=40)


class NotPayable(Exception):
    """The order is paid, being paid, or in question; ``order`` says which."""

    message = _("This order cannot be paid now.")

    def __init__(self, order: Order) -> None:
        super().__init__(str(self.message))
        self.order = order


def open_checkout(*, order: Order, at: datetime, success_url: str, cancel_url: str) -> CheckoutTry:
    """Return a try with a session that the buyer can be sent to (``.url``).

    Asks Stripe first what became of older sessions; an open one is used again, and any that is about to be replaced is
    expired at Stripe before the new one is made. Raises NotPayable, PaymentServiceDown, PaymentRefused.
    """
    order = _ask_first(order, at)
    usable = _close_others(order, at)
    if usable is not None:
        return usable
    attempt = _take_number(order=order, at=at)
    opened = create_session(
        order=order,
        attempt=attempt.number,
        expires_at=attempt.created_at + SESSION_LASTS,
        success_url=success_url,
        cancel_url=cancel_url,
    )
    return _store(attempt, opened)


def _ask_first(order: Order, at: datetime) -> Order:
    if order.tries.exclude(session_id=None).exists():
        order = sync(order=order, at=at)
    if order.state not in PAYABLE_STATES:
        raise NotPayable(order)
    return order


def _close_others(order: Order, at: datetime) -> CheckoutTry | None:
    """Expire every open session for this seat but the one to go on with; return that one."""
    usable = None
    mine = CheckoutTry.objects.filter(order__student=order.student_id, order__course=order.course_id)
    for attempt in mine.exclude(session_id=None).exclude(session_status__in=["complete", "expired"]).order_by("-pk"):
        if usable is None and attempt.order_id == order.pk and _is_usable(attempt, at):
            usable = attempt
        else:
            _close(attempt, at)
    return usable


def _is_usable(attempt: CheckoutTry, at: datetime) -> bool:
    return bool(attempt.url) and attempt.expires_at is not None and attempt.expires_at > at + STILL_USEFUL


def _close(attempt: CheckoutTry, at: datetime) -> None:
    """Expire one session at Stripe; if somebody was quicker and paid it, the new session must not be made."""
    with suppress(PaymentRefused):  # complete or expired already: the sync below tells which
        expire_session(attempt.session_id or "")
    order = sync(order=attempt.order, at=at)
    if order.state not in PAYABLE_STATES:
        raise NotPayable(order)


@transaction.atomic
def _take_number(*, order: Order, at: datetime) -> CheckoutTry:
    """Take the next number; a try whose session we never heard of is repeated, with the same key and same result."""
    order = Order.objects.select_for_update().get(pk=order.pk)
    if order.state not in PAYABLE_STATES:
        raise NotPayable(order)
    last = order.tries.order_by("number").last()
    if last is not None and last.created_at > at - (SESSION_LASTS - STILL_USEFUL) and _is_open(last):
        return last
    number = (order.tries.aggregate(last=Max("number"))["last"] or 0) + 1
    return CheckoutTry.objects.create(order=order, number=number, created_at=at)


def _is_open(attempt: CheckoutTry) -> bool:
    return attempt.session_status in {"", "open"}


def _store(attempt: CheckoutTry, opened: OpenedSession) -> CheckoutTry:
    attempt.session_id, attempt.session_status = opened.id, opened.status
    attempt.url, attempt.expires_at = opened.url, opened.expires_at
    attempt.save(update_fields=["session_id", "session_status", "url", "expires_at"])
    return attempt
