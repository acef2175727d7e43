"""Which lines the ledger must hold for a given truth: pure, and the same however often it is asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from courses.money_rules import OPEN_DISPUTE_STATUSES, REFUND_CAME_BACK, OrderState
from courses.money_truth import Dispute, FraudWarning, Refund, Truth

Cause = Refund | Dispute | FraudWarning


@dataclass(frozen=True)
class Entry:
    """A line: ``kind`` is one of LedgerEntry.Kind; ``amount_minor`` is plus to us, minus away from us."""

    kind: str
    stripe_id: str
    amount_minor: int
    currency: str
    occurred_at: datetime


def ledger_entries(truth: Truth) -> list[Entry]:
    """Return every movement of money in ``truth``; a pair of kind and Stripe id never occurs twice."""
    return [*_charges(truth), *_refunds(truth), *_disputes(truth)]


def _charges(truth: Truth) -> Iterator[Entry]:
    for payment in truth.payments:
        if charge := payment.settled:
            yield Entry("charge", charge.id, charge.amount_minor, charge.currency, charge.created_at)


def _refunds(truth: Truth) -> Iterator[Entry]:
    """A refund leaves our balance as soon as it is asked for, and comes back when it fails."""
    for refund in truth.refunds:
        yield Entry("refund", refund.id, -refund.amount_minor, refund.currency, refund.created_at)
        if refund.status in REFUND_CAME_BACK:
            yield Entry("refund_failed", refund.id, refund.amount_minor, refund.currency, refund.created_at)


def _disputes(truth: Truth) -> Iterator[Entry]:
    """An inquiry moves nothing; a dispute takes the money at once, and winning brings it back."""
    for dispute in truth.disputes:
        if dispute.status in OPEN_DISPUTE_STATUSES | {"won", "lost"}:
            yield Entry("dispute", dispute.id, -dispute.amount_minor, dispute.currency, dispute.created_at)
        if dispute.status == "won":
            at = dispute.reinstated_at or dispute.created_at
            yield Entry("reinstatement", dispute.id, dispute.amount_minor, dispute.currency, at)


def chapter(truth: Truth, state: OrderState) -> str:
    """Name the chapter of the order's story: equal while nothing new is to be told, different once something is.

    It is the state and the Stripe ids that brought it about, so that two disputes, a second part refund, and each
    return to ``cleared`` are told apart.
    """
    return ":".join([state, *sorted(_causes(truth, state))])[:240]


def _causes(truth: Truth, state: OrderState) -> set[str]:
    if state in {OrderState.PENDING, OrderState.EXPIRED, OrderState.AWAITING_TRANSFER}:
        return set()
    if state in {OrderState.PROCESSING, OrderState.FAILED}:
        return {payment.id for payment in truth.payments if not payment.settled}
    settled = {payment.id for payment in truth.payments if payment.settled}
    causes: tuple[Cause, ...] = (*truth.refunds, *truth.disputes, *truth.warnings)
    return settled | {cause.id for cause in causes if _speaks_for(cause, state)}


def _speaks_for(cause: Cause, state: OrderState) -> bool:
    """Whether this refund, dispute or warning is a reason why the order is in ``state``."""
    if isinstance(cause, FraudWarning):
        return state == (OrderState.INQUIRY if cause.actionable else OrderState.CLEARED)
    if isinstance(cause, Refund):
        came_back = cause.status in REFUND_CAME_BACK
        return came_back if state == OrderState.CLEARED else not came_back and state in _REFUND_STATES
    is_over = cause.status in {"won", "warning_closed"}
    return is_over if state == OrderState.CLEARED else not is_over and state in _DISPUTE_STATES


_REFUND_STATES = {OrderState.PART_REFUNDED, OrderState.REFUND_PENDING, OrderState.REFUNDED}
_DISPUTE_STATES = {OrderState.INQUIRY, OrderState.DISPUTED, OrderState.CHARGED_BACK}
