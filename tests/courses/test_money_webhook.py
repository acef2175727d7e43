"""The webhook: what proves nothing changes nothing; what is proven is stored once and acted on."""

import json
import time

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import AuditRecord
from courses.models import Enrolment, LedgerEntry, Order, StripeEvent
from courses.money_rules import OrderState
from courses.sandbox.signing import sign
from courses.services.orders import place_order
from courses.services.reconcile import reconcile
from tests.stripe_world import SECRET, WEBHOOK


@pytest.fixture
def order(make_user, make_course, stripe_world):
    return place_order(student=make_user(), course=make_course(), at=timezone.now())


@pytest.fixture
def paid(order, stripe_world):
    stripe_world.engine.pay(stripe_world.checkout(order))
    return stripe_world.events("checkout.session.completed")[0]


def signed(body, secret=SECRET, shift=0):
    return sign(body, secret, int(time.time()) + shift)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda body: (body, ""), "no signature"),
        (lambda body: (body, "nonsense"), "malformed signature"),
        (lambda body: (body, "t=abc,v1=00"), "malformed time"),
        (lambda body: (body, signed(body, "whsec_other")), "another secret"),
        (lambda body: (body.replace("12000", "1"), signed(body)), "a changed body"),
        (lambda body: (body, signed(body, shift=-301)), "too old"),
        (lambda body: (body, signed(body, shift=3600)), "from the future"),
        (lambda body: (body, signed(body).replace("v1=", "v0=")), "an older scheme"),
        (lambda body: ("not json", signed("not json")), "not JSON"),
        (lambda body: ("[]", signed("[]")), "not an object"),
        (lambda body: ("{}", signed("{}")), "an empty object"),
        (lambda body: ('{"object": "event"}', signed('{"object": "event"}')), "an event without content"),
        (lambda body: ('{"object": "charge"}', signed('{"object": "charge"}')), "not an event"),
        (lambda body: (body.encode() + b"\xff", signed(body)), "not UTF-8"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_webhook_is_refused_and_changes_nothing(paid, order, stripe_world, change, why):
    body, signature = change(json.dumps(paid))
    before = AuditRecord.objects.count()
    answer = stripe_world.post(body, signature)
    assert answer.status_code == 400
    assert not StripeEvent.objects.exists()
    assert AuditRecord.objects.count() == before
    order.refresh_from_db()
    assert order.state == OrderState.PENDING


def test_a_refused_webhook_is_logged(paid, stripe_world, caplog):
    stripe_world.post(json.dumps(paid), "t=1,v1=00")
    assert "webhook refused" in caplog.text


def test_a_huge_body_is_refused_unread(stripe_world):
    assert stripe_world.post("x" * 600_000).status_code == 413


def test_the_webhook_takes_only_post(client, db):
    assert client.get(WEBHOOK).status_code == 405


def test_an_event_at_the_edge_of_the_tolerance_is_accepted(paid, stripe_world):
    body = json.dumps(paid)
    assert stripe_world.post(body, signed(body, shift=-290)).status_code == 200


def test_an_event_delivered_twice_is_answered_200_and_stored_once(paid, stripe_world):
    answers = [stripe_world.deliver(paid).status_code for _time in range(2)]
    assert answers == [200, 200]
    assert StripeEvent.objects.count() == 1


@pytest.mark.parametrize("first", ["thin", "snapshot"])
def test_a_thin_event_and_its_snapshot_are_one(paid, order, stripe_world, first):
    for thin in [True, False] if first == "thin" else [False, True]:
        assert stripe_world.deliver(paid, thin=thin).status_code == 200
    assert StripeEvent.objects.get().processed_at
    assert LedgerEntry.objects.filter(order=order).count() == 1


def test_a_thin_event_alone_settles_the_order(paid, order, stripe_world):
    stripe_world.deliver(paid, thin=True)
    order.refresh_from_db()
    assert order.state == OrderState.CLEARED


def test_an_event_about_something_else_in_the_account_is_stored_and_done_with(stripe_world):
    event = stripe_world.engine.add_customer({"email": "someone@example.com"})
    assert event
    stripe_world.deliver_all()
    assert StripeEvent.objects.get().processed_at
    assert not Order.objects.exists()


def test_an_event_that_comes_before_the_order_exists_is_done_by_the_reconciler(paid, order, stripe_world):
    reference, order_id = order.reference, order.pk
    Order.objects.filter(pk=order_id).update(reference="ELSEWHERE")
    order.tries.update(session_id=None)
    assert stripe_world.deliver(paid).status_code == 200
    assert "OrderUnknown" in StripeEvent.objects.get().error
    Order.objects.filter(pk=order_id).update(reference=reference)
    assert reconcile(at=timezone.now())
    order.refresh_from_db()
    assert order.state == OrderState.CLEARED


def test_a_session_that_we_never_heard_of_is_adopted_by_its_event(paid, order, stripe_world):
    order.tries.update(session_id=None, session_status="")
    stripe_world.deliver(paid)
    order.refresh_from_db()
    assert order.state == OrderState.CLEARED


def test_an_event_whose_processing_failed_is_done_when_stripe_repeats_it(paid, order, stripe_world, settings):
    base, settings.STRIPE_API_BASE = settings.STRIPE_API_BASE, "http://127.0.0.1:9"
    assert stripe_world.deliver(paid).status_code == 200
    stored = StripeEvent.objects.get()
    assert "PaymentServiceDown" in stored.error
    assert stored.processed_at is None
    settings.STRIPE_API_BASE = base
    stripe_world.deliver(paid)
    order.refresh_from_db()
    assert order.state == OrderState.CLEARED


def test_an_event_of_the_other_mode_changes_nothing(paid, order, stripe_world, settings):
    settings.STRIPE_LIVE_MODE = True
    stripe_world.deliver(paid)
    order.refresh_from_db()
    assert order.state == OrderState.PENDING


def test_return_page_and_webhook_together_send_one_mail_and_make_one_seat(paid, order, stripe_world, client):
    client.force_login(order.student)
    with stripe_world.capture(execute=True):
        client.get(f"/orders/{order.reference}/return/")
    stripe_world.deliver_all()
    assert [message.subject for message in mail.outbox] == [f"Payment received: {order.title}"]
    assert Enrolment.objects.get().order == order
