"""The one way in: ask Stripe what is true of an order, and carry it out.

The webhook, the page that a buyer returns to, the reconciler and staff's button all call ``sync``. See the decision
record ``0003-sync-fetches-outside-the-transaction``.
"""

import logging
from datetime import datetime

from django.db import transaction

from accounts.services import audit
from courses.gateway import fetch_truth
from courses.models import CheckoutTry, LedgerEntry, Order
from courses.money_ledger import chapter, ledger_entries
from courses.money_rules import OrderState, derive
from courses.money_truth import Ordered, Truth
from courses.services.notices import tell
from courses.services.seats import align_seat

logger = logging.getLogger("courses.money")

MOST_FETCHES = 5


def sync(*, order: Order, at: datetime) -> Order:
    """Bring ``order`` to what is true at Stripe now; return it fresh. Raises PaymentServiceDown and PaymentRefused.

    What is applied was fetched after this call began, whoever applied it.
    """
    sync_and_say(order=order, at=at)
    return Order.objects.select_related("course", "student").get(pk=order.pk)


def sync_and_say(*, order: Order, at: datetime) -> list[str]:
    """Like ``sync``, but return one sentence for each thing that changed."""
    for _fetch in range(MOST_FETCHES):
        ticket, session_ids = take_ticket(order)
        truth = fetch_truth(session_ids) if session_ids else Truth()
        changes = apply_truth(order=order, truth=truth, ticket=ticket, at=at)
        if changes is not None:
            return changes
    return []  # five times somebody else applied a truth fetched after ours: theirs stands


@transaction.atomic
def take_ticket(order: Order) -> tuple[int, list[str]]:
    """Draw the next number of a fetch of ``order``, and read which sessions to ask for."""
    order = Order.objects.select_for_update().get(pk=order.pk)
    order.fetch_ticket += 1
    order.save(update_fields=["fetch_ticket"])
    known = order.tries.values_list("session_id", flat=True)
    return order.fetch_ticket, [session_id for session_id in known if session_id]


@transaction.atomic
def apply_truth(*, order: Order, truth: Truth, ticket: int, at: datetime) -> list[str] | None:
    """Write what ``truth`` means: ledger, state, audit, seat, notices. None if a later fetch was applied already."""
    order = Order.objects.select_for_update().get(pk=order.pk)
    if ticket < order.applied_ticket:
        return None
    order.applied_ticket, order.synced_at = ticket, at
    _remember_sessions(order, truth)
    changes = _write_ledger(order, truth, at)
    moves = _write_state(order, truth, at)
    changes += moves
    if align_seat(order=order, at=at, has_moved=bool(moves)):
        changes.append(f"Order {order.reference}: the seat follows the money.")
    return changes


def _remember_sessions(order: Order, truth: Truth) -> None:
    for session in truth.sessions:
        fresh = {"session_status": session.status, "payment_id": session.payment_id}
        CheckoutTry.objects.filter(order=order, session_id=session.id).exclude(**fresh).update(**fresh)


def _write_ledger(order: Order, truth: Truth, at: datetime) -> list[str]:
    entries = ledger_entries(truth)
    ids = [entry.stripe_id for entry in entries]
    written = set(LedgerEntry.objects.filter(stripe_id__in=ids).values_list("kind", "stripe_id"))
    fresh = [entry for entry in entries if (entry.kind, entry.stripe_id) not in written]
    LedgerEntry.objects.bulk_create(LedgerEntry(order=order, recorded_at=at, **vars(entry)) for entry in fresh)
    if any(entry.kind == "refund" for entry in fresh):
        order.goodwill = False  # staff judged the refunds before this one
    return [f"Order {order.reference}: {entry.kind} {entry.stripe_id} entered." for entry in fresh]


def _write_state(order: Order, truth: Truth, at: datetime) -> list[str]:
    ordered = Ordered(order.total_minor, order.currency, order.livemode)
    before, state = OrderState(order.state), derive(truth, ordered)
    told, order.state = order.chapter, state
    order.chapter = chapter(truth, state)
    order.payment_kind = next((paid.settled.kind for paid in truth.payments if paid.settled), order.payment_kind)
    if state is OrderState.CLEARED:
        order.cleared_at = order.cleared_at or at
    order.save()
    if order.chapter != told:
        tell(order=order, at=at)
    if state is before:
        return []
    return [_record_change(order, before, at)]


def _record_change(order: Order, before: OrderState, at: datetime) -> str:
    audit.record(action="order.state", target=order, at=at, from_value=before.value, to_value=order.state)
    level = logging.WARNING if order.state == OrderState.NEEDS_REVIEW else logging.INFO
    logger.log(level, "order %s: %s to %s", order.reference, before.value, order.state)
    return f"Order {order.reference}: {before.value} to {order.state}."
