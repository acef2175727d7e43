"""How a seat stands with its money, for whoever issues certificates."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from courses.models import Enrolment, Order
from courses.money_rules import EFFECTS, CertificateEffect, OrderState


def certificate_effect(enrolment: Enrolment, at: datetime | None = None) -> CertificateEffect:
    """Return what the money behind ``enrolment`` says about its certificate at the moment ``at`` (default: now).

    A seat that staff gave has no order and counts as cleared.
    """
    if enrolment.order is None:
        return CertificateEffect.ISSUE
    return effect_of(enrolment.order, at or timezone.now())


def effect_of(order: Order, at: datetime) -> CertificateEffect:
    """Like the table, but a part refund that staff called goodwill does no harm, and a cautious academy may wait."""
    state = OrderState(order.state)
    if state is OrderState.PART_REFUNDED and order.goodwill:
        return CertificateEffect.ISSUE
    if state is OrderState.CLEARED and is_waiting(order, at):
        return CertificateEffect.HOLD
    return EFFECTS[state].certificate


def is_waiting(order: Order, at: datetime) -> bool:
    """Whether ``CLEARANCE_DAYS`` for this kind of payment (``{"bacs_debit": 7}``, default 0) are not over yet."""
    days = settings.CLEARANCE_DAYS.get(order.payment_kind, 0)
    return bool(days) and order.cleared_at is not None and at < order.cleared_at + timedelta(days=days)
