"""Money in words: exact, never through floating point."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.money_format import exponent_of, format_money, to_major, vat_on_top, vat_within
from courses.price import price_of


@pytest.mark.parametrize(
    ("minor", "currency", "words"),
    [
        (129_500, "gbp", "£1,295.00"),
        (5, "gbp", "£0.05"),
        (-500, "gbp", "−£5.00"),
        (1_050, "jpy", "¥1,050"),
        (1_250, "chf", "CHF 12.50"),
        (1_500, "kwd", "KWD 1.500"),
        (0, "eur", "€0.00"),
    ],
)
def test_an_amount_is_written_in_its_currency(minor, currency, words):
    assert format_money(minor, currency) == words


@pytest.mark.parametrize(("minor", "words"), [(129_500, "£1,295"), (129_550, "£1,295.50")])
def test_a_price_tag_drops_a_fraction_of_nothing(minor, words):
    assert format_money(minor, "gbp", drop_zeros=True) == words


@given(st.integers(0, 10**9), st.sampled_from(["gbp", "jpy", "kwd"]))
def test_major_units_lose_nothing(minor, currency):
    assert to_major(minor, currency) * 10 ** exponent_of(currency) == minor


@given(st.integers(0, 10**8), st.decimals(0, 100, places=2))
def test_the_vat_within_a_price_is_never_more_than_the_price(gross, rate):
    assert 0 <= vat_within(gross, rate) <= gross


@given(st.integers(0, 10**7), st.integers(0, 100))
def test_adding_vat_and_taking_it_out_agree(net, rate):
    vat = vat_on_top(net, Decimal(rate))
    assert abs(vat_within(net + vat, Decimal(rate)) - vat) <= 1


def course(**fields) -> SimpleNamespace:
    values = {"price_minor": 12_000, "currency": "gbp", "vat_rate": Decimal("20.00"), "price_includes_vat": True}
    return SimpleNamespace(**values | fields)


def test_a_price_with_vat_in_it_says_how_much():
    assert price_of(course()).vat_words == "Includes 20% VAT (£20.00)."


def test_a_price_without_vat_has_it_added():
    assert price_of(course(price_includes_vat=False)).total_minor == 14_400


def test_a_rate_with_a_fraction_is_written_as_it_is():
    assert "17.5% VAT" in price_of(course(vat_rate=Decimal("17.50"))).vat_words


def test_a_free_course_needs_no_card():
    assert price_of(course(price_minor=0)).vat_words == "No payment and no card needed."
