"""A process killed at any line between payment and certificate: ``manage.py reconcile`` mends what it left.

A trip is run once unharmed. Then it is killed once in every stretch of lines between two changes of the world outside:
a transaction begins or ends, a row is written without one, a mail goes out, a session opens at Stripe. That one death
stands for every line of the stretch. Lines picked by chance, also in the midst of a transaction, are tried besides.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from academy.reconcile import reconcile_all
from certificates.models import Certificate
from courses.models import CheckoutTry, Enrolment, LedgerEntry, Order, OrderNotice
from tests.academy.kill import Life, life
from tests.academy.purchase import Purchase, Shop

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

#: When every claim of a dead worker has run out.
LATER = timedelta(minutes=15)


@dataclass(frozen=True)
class Trip:
    """What a process does, given what was arranged; what the person does who saw it break; and what must come of it.

    ``ends`` is the order's state, the seat's access, the lines of the ledger and the certificates' states. Mending
    starts ``after`` the kill.
    """

    arrange: Callable[[Purchase], Any]
    act: Callable[[Purchase, Any], Any]
    ends: tuple[str, str, list[str], list[str]]
    again: Callable[[Purchase, Any], Any] = lambda _purchase, _thing: None
    after: timedelta = timedelta()


def deliver(purchase: Purchase, event: Any) -> None:
    purchase.shop.stripe.deliver(event)


def certified(purchase: Purchase) -> Purchase:
    return purchase.pay().study().pass_quiz()


def press_buy(purchase: Purchase, browser: Any) -> Any:
    return browser.post(f"/courses/{purchase.shop.course.slug}/buy/")


def press_buy_again_and_pay(purchase: Purchase, browser: Any) -> None:
    """Whatever was left behind, there is one order and one page on which it can be paid."""
    assert press_buy(purchase, browser).status_code == 302
    engine = purchase.shop.stripe.engine
    [session] = [found for found in engine.all("checkout.session") if found["status"] == "open"]
    assert Order.objects.count() == 1
    assert CheckoutTry.objects.filter(session_id=session["id"]).exists()
    engine.pay(session["id"])


def without_order(purchase: Purchase) -> Any:
    """A student who has bought nothing yet."""
    browser = purchase.signed_in()
    purchase.shop.forget_everybody()
    return browser


PAID = ("cleared", "open", ["charge"], ["valid"])
TRIPS = {
    "the webhook of a payment": Trip(
        arrange=lambda p: p.promise().study().pass_quiz().money_arrives(), act=deliver, ends=PAID
    ),
    "the page to which the buyer returns": Trip(
        arrange=lambda p: (p.promise().study().pass_quiz().money_arrives(), p.signed_in())[1],
        act=lambda p, browser: browser.get(f"/orders/{p.order.reference}/return/"),
        ends=PAID,
    ),
    "the reconciler itself": Trip(
        arrange=lambda p: p.promise().study().pass_quiz().money_arrives(),
        act=lambda _p, _event: reconcile_all(at=timezone.now()),
        ends=PAID,
    ),
    "the passing attempt, handed in again": Trip(
        arrange=lambda p: p.pay().study().sit(),
        act=lambda p, attempt: p.hand_in(attempt),
        again=lambda p, attempt: p.hand_in(attempt),
        ends=PAID,
    ),
    "the passing attempt, left to its deadline": Trip(
        arrange=lambda p: p.pay().study().sit(),
        act=lambda p, attempt: p.hand_in(attempt),
        after=timedelta(minutes=61),
        ends=PAID,
    ),
    "the webhook of a refund": Trip(
        arrange=lambda p: certified(p).money_goes_back(),
        act=deliver,
        ends=("refunded", "ended", ["charge", "refund"], ["revoked"]),
    ),
    "the webhook of a dispute": Trip(
        arrange=lambda p: certified(p).bank_disputes(),
        act=deliver,
        ends=("disputed", "paused", ["charge", "dispute"], ["suspended"]),
    ),
    "the button that buys": Trip(
        arrange=without_order,
        act=press_buy,
        again=press_buy_again_and_pay,
        ends=("cleared", "open", ["charge"], []),
    ),
}


class Writes:
    """Counts the writes that stay or go on their own: a transaction with all its writes is one."""

    number, block = 0, None

    def __call__(self, execute: Callable, sql: str, *rest: Any) -> Any:
        if not sql.startswith("SELECT"):
            block = next(iter(connection.atomic_blocks), None)
            self.number += block is None or block is not self.block
            self.block = block
        return execute(sql, *rest)


@contextmanager
def watched(shop: Shop) -> Iterator[Callable[[], Hashable]]:
    """Yield a function whose value changes whenever the world outside the process does."""
    writes = Writes()
    with connection.execute_wrapper(writes):
        yield lambda: (
            writes.number,
            connection.in_atomic_block,
            len(mail.outbox),
            len(shop.stripe.engine.things.get("checkout.session", ())),
        )


def run(trip: Trip, shop: Shop, is_over: Callable[[Life], bool] = lambda _life: False) -> tuple[Life, Counter[str]]:
    """Make the trip until ``is_over``, let everything be mended, and check it; return the life and its mails."""
    shop.forget_everybody()
    purchase = shop.purchase()
    thing = trip.arrange(purchase)
    mail.outbox.clear()
    with watched(shop) as outside, life(outside=outside, is_over=is_over) as lived:
        trip.act(purchase, thing)
    trip.again(purchase, thing)
    at = timezone.now() + trip.after
    mend(at)
    assert truth() == trip.ends, lived.died_at
    reconcile_all(at=at + LATER)
    assert truth() == trip.ends, lived.died_at
    assert not OrderNotice.objects.filter(sent_at=None).exists(), lived.died_at
    return lived, Counter(message.subject for message in mail.outbox)


def mend(at: datetime) -> None:
    """Reconcile; whoever does it again finds nothing left."""
    reconcile_all(at=at)
    assert reconcile_all(at=at) == []


def truth() -> tuple[str, str, list[str], list[str]]:
    return (
        Order.objects.get().state,
        Enrolment.objects.get().access,
        sorted(LedgerEntry.objects.values_list("kind", flat=True)),
        list(Certificate.objects.values_list("state", flat=True)),
    )


def tells(killed: Counter[str], unharmed: Counter[str]) -> bool:
    """Whether all was told, and at most one thing twice: the mail that was sent and not yet noted when it died."""
    return not unharmed - killed and not set(killed) - set(unharmed) and (killed - unharmed).total() <= 1


@pytest.mark.parametrize("name", TRIPS)
def test_a_process_killed_at_any_line_is_mended(name, shop, record_property):
    trip = TRIPS[name]
    run(trip, shop)  # what is done once only, as the making of a key, is not what is measured
    unharmed, mails = run(trip, shop)
    deaths = []
    for stretch in range(1, unharmed.stretches + 1):
        killed, told = run(trip, shop, lambda lived, end=stretch: lived.stretches == end)
        assert tells(told, mails), (killed.died_at, told, mails)
        deaths.append(killed.died_at)
    assert all(deaths)
    record_property("lines", unharmed.lines)
    record_property("deaths", len(deaths))


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(name=st.sampled_from(list(TRIPS)), line=st.integers(1, 3000))
def test_a_process_killed_at_a_line_picked_by_chance_is_mended(name, line, shop):
    run(TRIPS[name], shop, lambda lived: lived.lines == line)
