"""The rules of money without a database: states of an order, and what each means for access and certificate.

Truth is fetched from Stripe, ``derive`` decides, everything else carries it out. Where the truth cannot be read for
certain, the answer is NEEDS_REVIEW: nobody loses access, nobody gets a certificate, staff look.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from courses.money_truth import Charge, Dispute, Ordered, Payment, Refund, Session, Truth


class OrderState(TextChoices):
    """What is true of an order's money, in the words of our table."""

    PENDING = "pending", _("waiting for payment")
    EXPIRED = "expired", _("expired")
    PROCESSING = "processing", _("processing")
    AWAITING_TRANSFER = "awaiting_transfer", _("awaiting transfer")
    FAILED = "failed", _("failed")
    CLEARED = "cleared", _("paid")
    PART_REFUNDED = "part_refunded", _("part refunded")
    REFUND_PENDING = "refund_pending", _("refund pending")
    REFUNDED = "refunded", _("refunded")
    INQUIRY = "inquiry", _("under inquiry")
    DISPUTED = "disputed", _("disputed")
    CHARGED_BACK = "charged_back", _("charged back")
    NEEDS_REVIEW = "needs_review", _("needs review")


class AccessEffect(StrEnum):
    """What a state does to the seat: KEEP leaves it as it is."""

    NONE = "none"
    AS_COURSE_SAYS = "as_course_says"
    OPEN = "open"
    PAUSE = "pause"
    END = "end"
    KEEP = "keep"


class CertificateEffect(StrEnum):
    """What a state does to the certificate: HOLD issues no new one and leaves an issued one alone."""

    NONE = "none"
    ISSUE = "issue"
    HOLD = "hold"
    SUSPEND = "suspend"
    REVOKE = "revoke"


@dataclass(frozen=True)
class Effect:
    """One row of the table."""

    access: AccessEffect
    certificate: CertificateEffect


EFFECTS: dict[OrderState, Effect] = {
    OrderState.PENDING: Effect(AccessEffect.NONE, CertificateEffect.NONE),
    OrderState.EXPIRED: Effect(AccessEffect.NONE, CertificateEffect.NONE),
    OrderState.PROCESSING: Effect(AccessEffect.AS_COURSE_SAYS, CertificateEffect.NONE),
    OrderState.AWAITING_TRANSFER: Effect(AccessEffect.NONE, CertificateEffect.NONE),
    OrderState.FAILED: Effect(AccessEffect.END, CertificateEffect.NONE),
    OrderState.CLEARED: Effect(AccessEffect.OPEN, CertificateEffect.ISSUE),
    OrderState.PART_REFUNDED: Effect(AccessEffect.OPEN, CertificateEffect.HOLD),
    OrderState.REFUND_PENDING: Effect(AccessEffect.END, CertificateEffect.SUSPEND),
    OrderState.REFUNDED: Effect(AccessEffect.END, CertificateEffect.REVOKE),
    OrderState.INQUIRY: Effect(AccessEffect.OPEN, CertificateEffect.HOLD),
    OrderState.DISPUTED: Effect(AccessEffect.PAUSE, CertificateEffect.SUSPEND),
    OrderState.CHARGED_BACK: Effect(AccessEffect.END, CertificateEffect.REVOKE),
    OrderState.NEEDS_REVIEW: Effect(AccessEffect.KEEP, CertificateEffect.HOLD),
}

WAITING_STATES = frozenset({OrderState.PENDING, OrderState.PROCESSING, OrderState.AWAITING_TRANSFER})
PAYABLE_STATES = frozenset({OrderState.PENDING, OrderState.EXPIRED, OrderState.FAILED})
FINAL_STATES = frozenset({OrderState.EXPIRED, OrderState.FAILED, OrderState.CLEARED, OrderState.PART_REFUNDED,
                          OrderState.REFUNDED, OrderState.CHARGED_BACK})  # fmt: skip

INQUIRY_STATUSES = frozenset({"warning_needs_response", "warning_under_review"})
OPEN_DISPUTE_STATUSES = frozenset({"needs_response", "under_review", "appeal_needs_response", "appeal_under_review"})
CLOSED_DISPUTE_STATUSES = frozenset({"won", "warning_closed"})
REFUND_ON_ITS_WAY = frozenset({"pending", "requires_action"})
REFUND_CAME_BACK = frozenset({"failed", "canceled"})

#: The money of a payment in one of these states is no longer ours.
_GONE = (OrderState.CHARGED_BACK, OrderState.REFUND_PENDING, OrderState.REFUNDED)
#: No money is here. What the buyer should hear, the most hopeful first.
_NOT_HERE = (OrderState.PROCESSING, OrderState.AWAITING_TRANSFER, OrderState.PENDING, OrderState.FAILED)


def derive(truth: Truth, ordered: Ordered) -> OrderState:
    """Return the state of an order of which ``truth`` holds at Stripe.

    Each payment stands for itself; one that is refunded or charged back does not spoil another that is not.
    """
    if ordered.amount_minor == 0 and not truth.payments:
        return OrderState.CLEARED
    states = [payment_state(payment, truth, ordered) for payment in truth.payments if payment.settled]
    alive = [state for state in states if state not in _GONE]
    if len(alive) > 1:
        return OrderState.NEEDS_REVIEW
    if alive:
        return alive[0]
    return next((state for state in _GONE if state in states), None) or _without_money(truth, ordered)


def payment_state(payment: Payment, truth: Truth, ordered: Ordered) -> OrderState:
    """Return the state of a payment whose money has moved; what is taken back outranks what is paid."""
    charge = payment.settled
    if charge is None or not _is_as_ordered(charge, ordered) or payment.livemode != ordered.livemode:
        return OrderState.NEEDS_REVIEW
    refund, dispute = _refund_state(charge, truth.refunds_of(payment)), _dispute_state(truth.disputes_of(payment))
    if dispute is OrderState.CHARGED_BACK or refund in _GONE:
        return dispute if dispute is OrderState.CHARGED_BACK else refund
    if dispute is not OrderState.CLEARED:
        return dispute
    return OrderState.INQUIRY if truth.is_warned_of(payment) else refund


def _is_as_ordered(money: Charge | Payment | Session, ordered: Ordered) -> bool:
    return (money.amount_minor, money.currency.lower()) == (ordered.amount_minor, ordered.currency.lower())


def _refund_state(charge: Charge, refunds: Sequence[Refund]) -> OrderState:
    returned = sum(refund.amount_minor for refund in refunds if refund.status == "succeeded")
    leaving = sum(refund.amount_minor for refund in refunds if refund.status in REFUND_ON_ITS_WAY)
    known = REFUND_ON_ITS_WAY | REFUND_CAME_BACK | {"succeeded"}
    if any(refund.status not in known for refund in refunds):
        return OrderState.NEEDS_REVIEW
    if returned >= charge.amount_minor:
        return OrderState.REFUNDED
    if returned + leaving >= charge.amount_minor:
        return OrderState.REFUND_PENDING
    return OrderState.PART_REFUNDED if returned or leaving else OrderState.CLEARED


def _dispute_state(disputes: Sequence[Dispute]) -> OrderState:
    statuses = {dispute.status for dispute in disputes}
    if "lost" in statuses:
        return OrderState.CHARGED_BACK
    if statuses & OPEN_DISPUTE_STATUSES:
        return OrderState.DISPUTED
    if statuses - INQUIRY_STATUSES - CLOSED_DISPUTE_STATUSES:
        return OrderState.NEEDS_REVIEW
    return OrderState.INQUIRY if statuses & INQUIRY_STATUSES else OrderState.CLEARED


def _without_money(truth: Truth, ordered: Ordered) -> OrderState:
    """No charge has succeeded: the order waits, failed or ran out."""
    payments = {payment.id: payment for payment in truth.payments}
    states = {_session_state(session, payments.get(session.payment_id), ordered) for session in truth.sessions}
    if OrderState.NEEDS_REVIEW in states:
        return OrderState.NEEDS_REVIEW
    if not states:
        return OrderState.PENDING
    return next((state for state in _NOT_HERE if state in states), OrderState.EXPIRED)


def _session_state(session: Session, payment: Payment | None, ordered: Ordered) -> OrderState:
    if session.status == "open":
        return OrderState.PENDING
    if session.status == "expired":
        return OrderState.EXPIRED
    if payment is None or session.payment_status != "unpaid" or session.livemode != ordered.livemode:
        return OrderState.NEEDS_REVIEW  # paid without a payment, free although it has a price, or of the other mode
    if not _is_as_ordered(session, ordered):
        return OrderState.NEEDS_REVIEW
    if payment.status in {"requires_payment_method", "canceled"}:
        return OrderState.FAILED
    return OrderState.AWAITING_TRANSFER if payment.awaits_transfer else OrderState.PROCESSING
