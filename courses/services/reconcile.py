"""Finding and mending what a crash, a lost webhook or days without an endpoint have left behind."""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial

from django.db.models import Exists, Max, OuterRef, Q

from accounts.services.mending import mend_each
from courses.gateway import PaymentRefused, PaymentServiceDown, events_since
from courses.models import CheckoutTry, Enrolment, Order, OrderNotice, StripeEvent
from courses.money_rules import EFFECTS, AccessEffect
from courses.services.delivering import deliver_notice
from courses.services.inbox import OBJECT_TYPES, process_event, store_event
from courses.services.seats import align_seat, opens
from courses.services.sync import sync_and_say

logger = logging.getLogger("courses.money")

#: Stripe keeps events for 30 days and repeats a delivery for 3.
STRIPE_REMEMBERS = timedelta(days=30)
OVERLAP = timedelta(days=3)
RECENT = timedelta(days=1)
#: What is younger than this is probably on its way through the queue.
GRACE = timedelta(minutes=5)


def reconcile(*, at: datetime) -> list[str]:
    """Mend events, orders, seats and notices; return a sentence for each thing mended. A second run returns none."""
    steps = (_fetch_missed_events, _process_events, _sync_orders, _align_seats, _send_notices)
    return [sentence for step in steps for sentence in _tried(step, at)]


def _tried(step: Callable[[datetime], Iterator[str]], at: datetime) -> list[str]:
    """Take one step as far as it goes: without Stripe, what needs no Stripe must still be mended."""
    mended = []
    try:
        for sentence in step(at):
            mended.append(sentence)
    except PaymentServiceDown as error:
        logger.warning("reconciling %s: the payment service is down: %s", step.__name__, error)
    except Exception:
        logger.exception("reconciling %s could not be ended", step.__name__)
    return mended


def _fetch_missed_events(at: datetime) -> Iterator[str]:
    """Store what Stripe told while nobody listened."""
    if not CheckoutTry.objects.exists():
        return
    last = StripeEvent.objects.aggregate(last=Max("received_at"))["last"]
    since = max(at - STRIPE_REMEMBERS, last - OVERLAP) if last else at - STRIPE_REMEMBERS
    found = [event for event in events_since(since) if event.object_type in OBJECT_TYPES]
    known = set(
        StripeEvent.objects.filter(stripe_id__in=[event.id for event in found]).values_list("stripe_id", flat=True)
    )
    for event in reversed(found):
        if event.id not in known:
            store_event(event=event, at=at)
    yield from ()


def _process_events(at: datetime) -> Iterator[str]:
    for event_id in StripeEvent.objects.filter(processed_at=None).values_list("pk", flat=True):
        yield from process_event(event_id=event_id, at=at)


def _sync_orders(at: datetime) -> Iterator[str]:
    """Ask again about orders that may change by themselves or changed lately."""
    asked = CheckoutTry.objects.filter(order=OuterRef("pk")).exclude(session_id=None)
    recent = Q(synced_at__gt=at - RECENT) | Q(created_at__gt=at - RECENT)
    waiting = Q(pk__in=Order.objects.unsettled()) | recent
    orders = Order.objects.filter(waiting).filter(Exists(asked) | Q(total_minor=0)).order_by("pk")
    yield from mend_each(orders, partial(_sync, at), give_up_on=(PaymentServiceDown,))


def _sync(at: datetime, order: Order) -> Iterator[str]:
    try:
        yield from sync_and_say(order=order, at=at)
    except PaymentRefused as error:
        logger.warning("order %s: the payment service refused: %s", order.reference, error)


def _align_seats(at: datetime) -> Iterator[str]:
    """Compare each seat with its order, and each order that opens a course with the seat that should be there."""
    yield from mend_each(_orders_out_of_step(), partial(_align, at))


def _align(at: datetime, order: Order) -> Iterator[str]:
    if align_seat(order=order, at=at):
        yield f"Order {order.reference}: the seat follows the money again."


def _orders_out_of_step() -> Iterator[Order]:
    opening = [
        state for state, effect in EFFECTS.items() if effect.access in {AccessEffect.OPEN, AccessEffect.AS_COURSE_SAYS}
    ]
    keeping = [state for state, effect in EFFECTS.items() if effect.access is AccessEffect.KEEP]
    open_seat = Enrolment.objects.filter(
        student=OuterRef("student"), course=OuterRef("course"), access=Enrolment.Access.OPEN
    )
    orders = Order.objects.select_related("course").annotate(is_open=Exists(open_seat))
    yield from (order for order in orders.filter(state__in=opening, is_open=False) if opens(order))
    yield from orders.exclude(state__in=[*opening, *keeping]).filter(seats__access=Enrolment.Access.OPEN)


def _send_notices(at: datetime) -> Iterator[str]:
    owed = OrderNotice.objects.filter(sent_at=None, at__lt=at - GRACE).select_related("order").order_by("pk")
    yield from mend_each(owed, partial(_send, at))


def _send(at: datetime, notice: OrderNotice) -> Iterator[str]:
    if deliver_notice(notice_id=notice.pk, at=at):
        yield f"Order {notice.order.reference}: {_name_of(notice)} is told now."


def _name_of(notice: OrderNotice) -> str:
    return " ".join(notice.kind.split(":")[:2])
