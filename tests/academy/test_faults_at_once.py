"""Everybody at once, on a database that really locks rows: the webhook twice, the page of the return, two workers."""

import json
from collections import Counter

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from academy.reconcile import reconcile_all
from accounts.models import AuditRecord
from certificates.models import Certificate
from certificates.services.issuing import align
from courses.models import Enrolment, LedgerEntry, Order
from courses.money_rules import OrderState
from courses.sandbox.signing import sign
from tests.courses.test_money_together import at_once
from tests.stripe_world import SECRET, WEBHOOK

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="row locks need PostgreSQL"),
]


@pytest.fixture
def event(purchase):
    """The money of a finished course has arrived; nobody has heard of it."""
    found = purchase.promise().study().pass_quiz().money_arrives()
    mail.outbox.clear()
    return found


def post(event) -> int:
    body = json.dumps(event)
    headers = {"HTTP_STRIPE_SIGNATURE": sign(body, SECRET)}
    return Client().post(WEBHOOK, body, content_type="application/json", **headers).status_code


def test_webhook_return_page_and_reconciler_at_once_do_everything_once(event, purchase):
    browser = purchase.signed_in()
    at_once(
        lambda: post(event),
        lambda: browser.get(f"/orders/{purchase.order.reference}/return/"),
        lambda: post(event),
        lambda: reconcile_all(at=timezone.now()),
    )
    assert [entry.kind for entry in LedgerEntry.objects.all()] == ["charge"]
    assert [certificate.state for certificate in Certificate.objects.all()] == ["valid"]
    told = Counter(message.subject.partition(":")[0] for message in mail.outbox)
    assert told == {"Payment received": 1, "Your certificate": 1}
    assert reconcile_all(at=timezone.now()) == []


def test_workers_that_align_one_seat_at_once_issue_and_revoke_once(purchase):
    seat = purchase.pay().study().seat
    Enrolment.objects.update(completed_at=timezone.now())
    certificates = at_once(*[lambda: align(enrolment=seat, at=timezone.now())] * 4)
    assert {certificate.pk for certificate in certificates} == {Certificate.objects.get().pk}
    Order.objects.update(state=OrderState.REFUNDED)
    at_once(*[lambda: align(enrolment=seat, at=timezone.now())] * 4)
    changes = AuditRecord.objects.filter(action="certificate.state", target_id=str(Certificate.objects.get().pk))
    assert [change.to_value for change in changes] == ["revoked"]
