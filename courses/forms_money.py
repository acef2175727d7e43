"""What finance fills in, as values."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import LedgerEntry, Order
from courses.money_format import exponent_of, format_money


class ReasonForm(forms.Form):
    """Why; kept in the audit trail."""

    reason = forms.CharField(label=_("Reason"), max_length=500, help_text=_("Kept with the order."))


class RefundForm(ReasonForm):
    """Which payment, how much of it, and why. An empty amount is all that is left."""

    amount = forms.DecimalField(
        label=_("Amount"), required=False, min_value=Decimal("0.001"), help_text=_("Empty: all that is left.")
    )

    def __init__(self, *args: Any, order: Order, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order = order
        charges = order.ledger.filter(kind=LedgerEntry.Kind.CHARGE).order_by("-pk")
        choices = [
            (line.stripe_id, f"{format_money(line.amount_minor, line.currency)}, {line.occurred_at:%d.%m.%Y}")
            for line in charges
        ]
        self.fields["charge"] = forms.ChoiceField(label=_("Payment"), choices=choices)
        self.order_fields(["charge", "amount", "reason"])

    def clean_amount(self) -> Decimal | None:
        amount = self.cleaned_data["amount"]
        if amount is not None and amount != round(amount, exponent_of(self.order.currency)):
            raise forms.ValidationError(_("This currency has fewer decimals."))
        return amount

    def amount_minor(self) -> int | None:
        """The amount in minor units; None for all that is left."""
        amount = self.cleaned_data["amount"]
        return None if amount is None else int(amount.scaleb(exponent_of(self.order.currency)))
