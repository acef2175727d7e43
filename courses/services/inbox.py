"""The inbox: every event is stored before anything acts on it, and is only a hint that something changed."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from courses.gateway import Event, Owner, PaymentRefused, PaymentServiceDown, find_owner, owner_in, read_event
from courses.models import CheckoutTry, Order, StripeEvent
from courses.services.sync import sync_and_say

logger = logging.getLogger("courses.money")

#: Events about anything else in the account are none of ours.
OBJECT_TYPES = frozenset(
    {"checkout.session", "payment_intent", "charge", "refund", "dispute", "radar.early_fraud_warning"}
)
#: An event whose order is still unknown after this is not going to find it.
PATIENCE = timedelta(days=7)


class OrderUnknown(Exception):
    """The event names an order that is not here, or not yet."""


@transaction.atomic
def store_event(*, event: Event, at: datetime) -> StripeEvent:
    """Keep a verified event once; a snapshot and its thin event are one."""
    stored, _created = StripeEvent.objects.get_or_create(
        stripe_id=event.id,
        defaults={
            "type": event.type,
            "livemode": event.livemode,
            "thin_id": event.thin_id,
            "payload": event.payload,
            "received_at": at,
        },
    )
    return stored


def process_event(*, event_id: int, at: datetime) -> list[str]:
    """Act on a stored event unless that is done; return a sentence for each thing that changed.

    A failure is kept on the event, which stays to be done again: by Stripe's retry or by the reconciler.
    """
    stored = StripeEvent.objects.get(pk=event_id)
    if stored.processed_at is not None:
        return []
    try:
        changes = _act_on(stored, at)
    except (OrderUnknown, PaymentServiceDown, PaymentRefused) as error:
        return _failed(stored, f"{type(error).__name__}: {error}", at)
    except Exception as error:
        logger.exception("event %s could not be processed", stored.stripe_id)
        return _failed(stored, f"{type(error).__name__}: {error}", at)
    _finish(stored, at)
    return changes


def _act_on(stored: StripeEvent, at: datetime) -> list[str]:
    if stored.livemode != settings.STRIPE_LIVE_MODE:
        logger.warning("event %s is of the other mode, live or test", stored.stripe_id)
        return []
    event = read_event(stored.payload)
    order = _find_order(event) if event.object_type in OBJECT_TYPES else None
    if order is None:
        return []
    stored.order = order
    return sync_and_say(order=order, at=at)


def _find_order(event: Event) -> Order | None:
    """The order that an event is about; None if it is not one of ours, OrderUnknown if it should be here."""
    known = _order_known(event)
    if known is not None:
        return known
    owner = owner_in(event.payload["data"]["object"]) if not event.thin_id else Owner()
    if not (owner.reference and owner.session_id):
        owner = find_owner(event.object_type, event.object_id)
    return adopt_session(owner) if owner.reference else None


def _order_known(event: Event) -> Order | None:
    """The order of a session or payment that we have seen before."""
    thing = {} if event.thin_id else event.payload["data"]["object"]
    payment = thing.get("payment_intent") or (event.object_id if event.object_type == "payment_intent" else "")
    tries = CheckoutTry.objects.select_related("order")
    if event.object_type == "checkout.session":
        found = tries.filter(session_id=event.object_id).first()
    else:
        found = tries.filter(payment_id=payment).first() if isinstance(payment, str) and payment else None
    return found.order if found else None


@transaction.atomic
def adopt_session(owner: Owner) -> Order:
    """Note a session that was opened for an order without our hearing of it; return the order."""
    order = Order.objects.select_for_update().filter(reference=owner.reference).first()
    if order is None:
        raise OrderUnknown(f"order {owner.reference} is not here")
    if not owner.session_id or order.tries.filter(session_id=owner.session_id).exists():
        return order
    unheard = order.tries.filter(number=owner.attempt, session_id=None)
    if not unheard.update(session_id=owner.session_id):
        last = order.tries.aggregate(last=Max("number"))["last"] or 0
        order.tries.create(number=last + 1, session_id=owner.session_id, created_at=order.created_at)
    return order


def _failed(stored: StripeEvent, error: str, at: datetime) -> list[str]:
    stored.error = error[:2000]
    if error.startswith(OrderUnknown.__name__) and stored.received_at < at - PATIENCE:
        stored.processed_at = at
    stored.save(update_fields=["error", "order", "processed_at"])
    return []


def _finish(stored: StripeEvent, at: datetime) -> None:
    stored.processed_at, stored.error = at, ""
    stored.save(update_fields=["processed_at", "error", "order"])
