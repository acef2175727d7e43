"""What was bought, the money that moved for it, and what Stripe told us."""

import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.money_rules import FINAL_STATES, OrderState

REFERENCE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_reference() -> str:
    """Return an unguessable order reference of 10 Crockford base-32 symbols (50 bits)."""
    return "".join(secrets.choice(REFERENCE_ALPHABET) for _symbol in range(10))


class OrderQuerySet(models.QuerySet["Order"]):
    """Orders, in adjectives."""

    def for_seat(self, *, student_id: int, course_id: int) -> Self:
        """What one student bought of one course, the newest first."""
        return self.filter(student_id=student_id, course_id=course_id)

    def unsettled(self) -> Self:
        """Orders whose state may still change without anybody asking for it."""
        return self.exclude(state__in=FINAL_STATES)


class Order(models.Model):
    """What one student bought at which price; everything about the price is copied, nothing is read live.

    Amounts are integers in minor units of ``currency``. ``state`` is what ``courses.money_rules.derive`` last computed
    from the truth at Stripe; only ``courses.services.sync`` writes it. A sync takes the next ``fetch_ticket`` before it
    asks Stripe and is heard only if no later ticket was applied meanwhile. ``chapter`` names what was last told
    (``courses.money_ledger.chapter``).
    """

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    student = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="orders")
    course = models.ForeignKey("courses.CoursePage", on_delete=models.PROTECT, related_name="orders")
    title = models.CharField(max_length=255)
    currency = models.CharField(max_length=3)
    total_minor = models.PositiveIntegerField()
    vat_minor = models.PositiveIntegerField(default=0)
    vat_rate = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    terms_version = models.CharField(max_length=20)
    livemode = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=OrderState.choices, default=OrderState.PENDING, db_index=True)
    payment_kind = models.CharField(max_length=40, blank=True, editable=False)
    goodwill = models.BooleanField(default=False, help_text=_("Staff says that a part refund was goodwill."))
    created_at = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True, blank=True)
    synced_at = models.DateTimeField(null=True, blank=True)
    fetch_ticket = models.PositiveBigIntegerField(default=0, editable=False)
    applied_ticket = models.PositiveBigIntegerField(default=0, editable=False)
    chapter = models.CharField(max_length=240, blank=True, editable=False)

    objects = OrderQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        permissions = [("handle_money", _("Can refund, sync and mark orders"))]

    def __str__(self) -> str:
        return f"Order {self.reference}"


class CheckoutTry(models.Model):
    """One try to pay an order: one Checkout session at Stripe, opened under its own idempotency key.

    ``session_status`` (open, complete, expired) and ``payment_id`` are what the last sync saw.
    """

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="tries")
    number = models.PositiveSmallIntegerField()
    session_id = models.CharField(max_length=120, unique=True, null=True)
    session_status = models.CharField(max_length=20, blank=True)
    payment_id = models.CharField(max_length=120, blank=True, db_index=True)
    url = models.URLField(max_length=1000, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["order", "number"], name="one_try_per_number")]

    def __str__(self) -> str:
        return f"{self.order_id} try {self.number}"


class LedgerEntry(models.Model):
    """Money that moved for an order, written once. ``amount_minor`` is signed: plus to us, minus away from us."""

    class Kind(models.TextChoices):
        CHARGE = "charge", _("charge")
        REFUND = "refund", _("refund")
        REFUND_FAILED = "refund_failed", _("refund failed")
        DISPUTE = "dispute", _("dispute")
        REINSTATEMENT = "reinstatement", _("reinstatement")

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="ledger")
    kind = models.CharField(max_length=20, choices=Kind)
    amount_minor = models.IntegerField()
    currency = models.CharField(max_length=3)
    stripe_id = models.CharField(max_length=120)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["occurred_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["stripe_id", "kind"], name="money_moves_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount_minor} {self.currency}"


class StripeEvent(models.Model):
    """The inbox: every verified event stored once by its Stripe id before anything acts on it.

    A thin event that names its snapshot is stored under the snapshot's id, so that the two are one; ``thin_id`` is its
    own.
    """

    stripe_id = models.CharField(max_length=120, unique=True)
    type = models.CharField(max_length=100)
    livemode = models.BooleanField(default=False)
    thin_id = models.CharField(max_length=120, blank=True)
    payload = models.JSONField()
    order = models.ForeignKey(Order, null=True, on_delete=models.PROTECT, related_name="events")
    received_at = models.DateTimeField()
    processed_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["received_at", "pk"]

    def __str__(self) -> str:
        return f"{self.type} {self.stripe_id}"


class OrderNotice(models.Model):
    """One thing to say once about an order: unique by order and kind, ``signal:cleared:…`` or ``mail:received:…``.

    Written in the transaction that gives the reason for it and sent after it; ``sent_at`` empty means it is still owed.
    ``claimed_at`` keeps two workers from sending it at once.
    """

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=280)
    at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order", "kind"], name="one_notice_per_order_and_kind")]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.kind}"
