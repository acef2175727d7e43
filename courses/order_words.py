"""What a buyer is told about the state of an order: a word, its kind, a sentence."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.models import Order
from courses.money_rules import OrderState


@dataclass(frozen=True)
class Words:
    """``kind`` is good, wait, warn, bad or neutral, as ``components/state.html`` draws it."""

    kind: str
    word: str | Promise
    heading: str | Promise
    sentence: str | Promise


WORDS: dict[OrderState, Words] = {
    OrderState.PENDING: Words(
        "wait", _("not paid yet"), _("Your order waits for payment"),
        _("Nothing has been taken. You can pay now, or come back later: the order is kept."),
    ),
    OrderState.EXPIRED: Words(
        "neutral", _("not paid"), _("The checkout page has run out"),
        _("Nothing has been taken. You can pay now with a fresh checkout page."),
    ),
    OrderState.PROCESSING: Words(
        "wait", _("processing"), _("Your payment is on its way"),
        _("Your bank is moving the money. That usually takes a few working days. Please do not pay again: we write as "
          "soon as it is here."),
    ),
    OrderState.AWAITING_TRANSFER: Words(
        "wait", _("waiting for your transfer"), _("We are waiting for your bank transfer"),
        _("The bank details were shown when you ordered. Your seat opens once the whole amount has arrived."),
    ),
    OrderState.FAILED: Words(
        "bad", _("payment failed"), _("Your bank refused the payment"),
        _("Nothing was taken. You can pay again, by the same way or another; what you have done is kept."),
    ),
    OrderState.CLEARED: Words(
        "good", _("paid"), _("Thank you, it is paid"), _("Your seat is open. Start whenever you like."),
    ),
    OrderState.PART_REFUNDED: Words(
        "good", _("part refunded"), _("Part of the payment was sent back"),
        _("Your seat stays open. A refund can take up to ten working days to show."),
    ),
    OrderState.REFUND_PENDING: Words(
        "neutral", _("refund on its way"), _("Your refund is on its way"),
        _("It can take up to ten working days to show. Your seat has ended."),
    ),
    OrderState.REFUNDED: Words(
        "neutral", _("refunded"), _("Your payment was sent back"),
        _("It can take up to ten working days to show. Your seat has ended."),
    ),
    OrderState.INQUIRY: Words("good", _("paid"), _("It is paid"), _("Your seat is open.")),
    OrderState.DISPUTED: Words(
        "warn", _("disputed"), _("Your access is paused"),
        _("Your bank has told us that the payment is disputed. Nothing that you have done is lost. If you did not mean "
          "to dispute it, please tell your bank and write to us."),
    ),
    OrderState.CHARGED_BACK: Words(
        "bad", _("taken back"), _("The payment was taken back by your bank"),
        _("Your seat has ended. If that was a mistake, please write to us."),
    ),
    OrderState.NEEDS_REVIEW: Words(
        "warn", _("we are checking"), _("We are checking your payment"),
        _("Something about it needs a human eye. Please do not pay again; we will write to you soon."),
    ),
}  # fmt: skip


def words_for(order: Order) -> Words:
    """Return what to say about ``order``."""
    return WORDS[OrderState(order.state)]
