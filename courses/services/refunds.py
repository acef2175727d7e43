"""What finance does with money that is here: send it back, or say that a part refund was goodwill."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.services import audit
from courses.gateway import refund
from courses.models import LedgerEntry, Order
from courses.money_rules import OrderState
from courses.services.notices import owe
from courses.services.sync import sync


class NothingToRefund(Exception):
    """No charge of this order has arrived."""


class NotPartRefunded(Exception):
    """Only a part refund can be goodwill."""


def refund_order(
    *, order: Order, amount_minor: int | None, reason: str, actor: User, at: datetime, charge_id: str = ""
) -> Order:
    """Send ``amount_minor`` (None: all that is left) of a charge, by default the latest, back; return the order after.

    Asked twice before the first answer is in, it is one refund. Raises NothingToRefund, PaymentServiceDown,
    PaymentRefused.
    """
    charge_id = charge_id or _latest_charge(order)
    refunds = order.ledger.filter(kind__in=[LedgerEntry.Kind.REFUND, LedgerEntry.Kind.REFUND_FAILED]).count()
    refund_id = refund(
        charge_id=charge_id,
        amount_minor=amount_minor,
        reference=order.reference,
        reason=reason,
        key=f"order:{order.pk}:refund:{refunds}",
    )
    asked = "all" if amount_minor is None else str(amount_minor)
    audit.record(
        action="order.refund", target=order, at=at, actor=actor, to_value=f"{asked} {refund_id}", reason=reason
    )
    return sync(order=order, at=at)


def _latest_charge(order: Order) -> str:
    charge = order.ledger.filter(kind=LedgerEntry.Kind.CHARGE).last()
    if charge is None:
        raise NothingToRefund(order.reference)
    return charge.stripe_id


@transaction.atomic
def mark_goodwill(*, order: Order, reason: str, actor: User, at: datetime) -> Order:
    """Say that a part refund was goodwill, so that it does not keep the certificate back; NotPartRefunded otherwise."""
    order = Order.objects.select_for_update().get(pk=order.pk)
    if order.state != OrderState.PART_REFUNDED:
        raise NotPartRefunded(order.reference)
    if not order.goodwill:
        order.goodwill = True
        order.save(update_fields=["goodwill"])
        audit.record(action="order.goodwill", target=order, at=at, actor=actor, to_value="goodwill", reason=reason)
        owe(order=order, kind=f"signal:cleared:goodwill:{order.chapter}", at=at)
    return order
