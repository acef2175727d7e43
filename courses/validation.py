"""What a course may not say, told to the editor beside the field."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

#: The least that a card payment can move, in minor units of the usual currencies.
LEAST_PRICE = 30

#: Addresses under a course that belong to the shop, to the search in it and to reading without a connection.
RESERVED_SLUGS = frozenset({"buy", "offline", "search"})


def check_price(price_minor: int, currency: str) -> None:
    """Refuse a price that no card can pay; 0 is free."""
    if 0 < price_minor < LEAST_PRICE:
        values = {"least": LEAST_PRICE, "currency": currency.upper()}
        message = _("Enter 0 for a free course, or at least %(least)s minor units of %(currency)s.") % values
        raise ValidationError({"price_minor": message})


def check_slug(slug: str) -> None:
    """Refuse an address that each course already uses for something else."""
    if slug in RESERVED_SLUGS:
        raise ValidationError({"slug": _("“%(slug)s” is used by the course itself. Choose another.") % {"slug": slug}})
