"""The price of a course with every cost in it, in words. A rule without a database."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from courses.money_format import format_money, to_major, vat_on_top, vat_within


@dataclass(frozen=True)
class Price:
    """What one pays, in minor units of ``currency``: ``total_minor`` is the sum to pay, ``vat_minor`` the VAT in it."""

    total_minor: int
    vat_minor: int
    vat_rate: Decimal
    currency: str

    @property
    def is_free(self) -> bool:
        """Whether nothing is to be paid."""
        return self.total_minor == 0

    @property
    def figure(self) -> str:
        """The sum to pay as a price tag says it: “£1,295”, or “Free”."""
        return _("Free") if self.is_free else format_money(self.total_minor, self.currency, drop_zeros=True)

    @property
    def amount(self) -> Decimal:
        """The sum to pay in whole units."""
        return to_major(self.total_minor, self.currency)

    @property
    def vat_words(self) -> str:
        """Say what of it is VAT."""
        if self.is_free:
            return _("No payment and no card needed.")
        if not self.vat_minor:
            return _("No VAT is charged.")
        values = {"rate": f"{self.vat_rate.normalize():f}", "vat": format_money(self.vat_minor, self.currency)}
        return _("Includes %(rate)s%% VAT (%(vat)s).") % values


def price_of(course) -> Price:
    """Return what a course costs to pay; a price kept without VAT has it added."""
    minor, rate = course.price_minor, Decimal(course.vat_rate)
    vat = vat_within(minor, rate) if course.price_includes_vat else vat_on_top(minor, rate)
    return Price(minor if course.price_includes_vat else minor + vat, vat, rate, course.currency.lower())
