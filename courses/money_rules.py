"""The rules of money without a database: states of an order, and what each means for access and certificate.

The table is that of ``docs/decisions``: truth is fetched from Stripe, ``derive`` decides, everything else carries it out.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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
