"""What is true at Stripe about one order, in our words: plain values that ``courses.gateway`` fills and the rules read.

Amounts are integers in minor units of ``currency``; statuses are Stripe's, as strings, so that an unknown one survives.
"""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Session:
    """A Checkout session; ``payment_id`` appears when the buyer starts to pay."""

    id: str
    status: str  # open, complete, expired
    payment_status: str  # unpaid, paid, no_payment_required
    amount_minor: int
    currency: str
    livemode: bool
    payment_id: str = ""


@dataclass(frozen=True)
class Charge:
    """One attempt to move the money of a payment."""

    id: str
    status: str  # succeeded, pending, failed
    amount_minor: int
    currency: str
    created_at: datetime
    kind: str = ""  # card, bacs_debit, …


@dataclass(frozen=True)
class Payment:
    """A payment intent with its charges; ``awaits_transfer`` while Stripe waits for the buyer's bank transfer."""

    id: str
    status: str
    amount_minor: int
    currency: str
    livemode: bool
    awaits_transfer: bool = False
    charges: tuple[Charge, ...] = ()

    @property
    def settled(self) -> Charge | None:
        """The charge that moved the money; Stripe lets one payment have only one."""
        return next((charge for charge in self.charges if charge.status == "succeeded"), None)


@dataclass(frozen=True)
class Refund:
    """Money on its way back to the buyer."""

    id: str
    payment_id: str
    status: str  # pending, requires_action, succeeded, failed, canceled
    amount_minor: int
    currency: str
    created_at: datetime


@dataclass(frozen=True)
class Dispute:
    """A buyer's bank asks for the money back, or (statuses that begin with ``warning``) only enquires."""

    id: str
    payment_id: str
    status: str
    amount_minor: int
    currency: str
    created_at: datetime
    reinstated_at: datetime | None = None


@dataclass(frozen=True)
class FraudWarning:
    """A card network's early warning; ``actionable`` until the charge is refunded or disputed."""

    id: str
    payment_id: str
    actionable: bool


@dataclass(frozen=True)
class Truth:
    """All of it, fetched in one go."""

    sessions: tuple[Session, ...] = ()
    payments: tuple[Payment, ...] = ()
    refunds: tuple[Refund, ...] = field(default=())
    disputes: tuple[Dispute, ...] = field(default=())
    warnings: tuple[FraudWarning, ...] = field(default=())

    def refunds_of(self, payment: Payment) -> tuple[Refund, ...]:
        """The refunds of one payment."""
        return tuple(refund for refund in self.refunds if refund.payment_id == payment.id)

    def disputes_of(self, payment: Payment) -> tuple[Dispute, ...]:
        """The disputes and inquiries about one payment."""
        return tuple(dispute for dispute in self.disputes if dispute.payment_id == payment.id)

    def is_warned_of(self, payment: Payment) -> bool:
        """Whether a card network's warning about one payment still stands."""
        return any(warning.actionable and warning.payment_id == payment.id for warning in self.warnings)


@dataclass(frozen=True)
class Ordered:
    """What the order says should be paid."""

    amount_minor: int
    currency: str
    livemode: bool
