"""Money as people read it, from integers in minor units: no floating point, no “divide by 100”."""

from decimal import Decimal

from django.utils.formats import number_format

#: ISO 4217: how many digits stand after the point where it is not two.
EXPONENTS = {
    **dict.fromkeys(
        [
            "bif",
            "clp",
            "djf",
            "gnf",
            "jpy",
            "kmf",
            "krw",
            "mga",
            "pyg",
            "rwf",
            "ugx",
            "vnd",
            "vuv",
            "xaf",
            "xof",
            "xpf",
        ],
        0,
    ),
    **dict.fromkeys(["bhd", "jod", "kwd", "omr", "tnd"], 3),
}
SYMBOLS = {"gbp": "£", "eur": "€", "usd": "$", "jpy": "¥"}


def exponent_of(currency: str) -> int:
    """Return how many digits of ``currency`` stand after the point."""
    return EXPONENTS.get(currency.lower(), 2)


def to_major(amount_minor: int, currency: str) -> Decimal:
    """Return an amount in whole units: 1050 of gbp is 10.50, 1050 of jpy is 1050."""
    return Decimal(amount_minor).scaleb(-exponent_of(currency))


def format_money(amount_minor: int, currency: str, *, drop_zeros: bool = False) -> str:
    """Write an amount with its sign, symbol and thousands: “£1,295.00”, “−£5.00”, “¥1,050”, “CHF 12.50”.

    ``drop_zeros`` leaves out a fraction of nothing, as price tags do: “£1,295”.
    """
    amount, places = to_major(abs(amount_minor), currency), exponent_of(currency)
    if drop_zeros and amount == amount.to_integral_value():
        places = 0
    figures = number_format(amount, decimal_pos=places, use_l10n=True, force_grouping=True)
    symbol = SYMBOLS.get(currency.lower(), f"{currency.upper()} ")
    return f"{'−' if amount_minor < 0 else ''}{symbol}{figures}"


def vat_within(gross_minor: int, rate_percent: Decimal) -> int:
    """Return the VAT inside a price that includes it, in minor units, rounded half up: 12000 at 20 % holds 2000."""
    gross, rate = Decimal(gross_minor), Decimal(rate_percent)
    return int((gross * rate / (100 + rate)).quantize(Decimal(1), rounding="ROUND_HALF_UP"))


def vat_on_top(net_minor: int, rate_percent: Decimal) -> int:
    """Return the VAT to add to a net price, in minor units, rounded half up."""
    return int((Decimal(net_minor) * Decimal(rate_percent) / 100).quantize(Decimal(1), rounding="ROUND_HALF_UP"))
