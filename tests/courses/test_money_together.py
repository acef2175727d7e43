"""Several at once: what PostgreSQL's row locks must keep apart. SQLite lets only one write at a time anyway."""

import json
import threading

import pytest
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from courses.models import CheckoutTry, Enrolment, LedgerEntry, Order, OrderNotice, StripeEvent
from courses.money_rules import OrderState
from courses.sandbox.signing import sign
from courses.services.orders import place_order
from tests.stripe_world import SECRET, WEBHOOK

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="row locks need PostgreSQL"),
]


def at_once(*calls):
    """Run the calls in threads that start together; return what they returned."""
    gate, results = threading.Barrier(len(calls)), []

    def run(call):
        gate.wait()
        try:
            results.append(call())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


@pytest.fixture
def order(make_user, make_course, stripe_world):
    return place_order(student=make_user(), course=make_course(), at=timezone.now())


def test_two_deliveries_at_once_settle_once(order, stripe_world):
    stripe_world.engine.pay(stripe_world.checkout(order))

    def post(event):
        body = json.dumps(event)
        return Client().post(
            WEBHOOK, body, content_type="application/json", HTTP_STRIPE_SIGNATURE=sign(body, SECRET)
        ).status_code  # fmt: skip

    events = stripe_world.events()
    answers = at_once(*[lambda event=event: post(event) for event in [*events, *events]])
    assert answers == [200] * len(answers)
    order.refresh_from_db()
    assert order.state == OrderState.CLEARED
    assert LedgerEntry.objects.count() == Enrolment.objects.count() == 1
    assert OrderNotice.objects.filter(kind="mail:received").count() == 1
    assert not StripeEvent.objects.filter(processed_at=None).exists()


def test_two_tabs_at_once_make_one_order(make_user, make_course, stripe_world):
    student, course = make_user(), make_course()
    at_once(*[lambda: place_order(student=student, course=course, at=timezone.now())] * 4)
    assert Order.objects.count() == 1


def test_a_double_submit_at_once_opens_one_session(order, stripe_world):
    sessions = at_once(*[lambda: stripe_world.checkout(order)] * 3)
    assert len(sessions) == 3
    assert len(set(sessions)) == CheckoutTry.objects.count() == 1
