"""Finance: refunds, goodwill, the orders in the staff area."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditRecord
from courses.gateway import PaymentRefused, refund
from courses.models import Enrolment, Order
from courses.money_rules import CertificateEffect, OrderState
from courses.services.enrolment import grant_seat, set_access
from courses.services.orders import place_order
from courses.services.reconcile import reconcile
from courses.services.refunds import NotPartRefunded, mark_goodwill, refund_order
from courses.services.standing import certificate_effect
from courses.services.sync import sync

NOW = timezone.now


@pytest.fixture
def make_paid(make_user, make_course, stripe_world):
    """Return a closure that makes an order which is paid."""

    def make() -> Order:
        order = place_order(student=make_user(), course=make_course(), at=NOW())
        stripe_world.engine.pay(stripe_world.checkout(order))
        return sync(order=order, at=NOW())

    return make


@pytest.fixture
def paid(make_paid):
    return make_paid()


@pytest.fixture
def finance(make_user):
    """Someone who may see and handle orders."""
    person = make_user(is_staff=True)
    group = Group.objects.create(name="tests of finance")
    group.permissions.set(
        Permission.objects.filter(codename__in=["view_order", "handle_money", "access_admin"])
    )  # fmt: skip
    person.groups.add(group)
    return person


@pytest.fixture
def staff_client(client, finance, settings):
    settings.STAFF_MFA_REQUIRED = False
    client.force_login(finance)
    return client


def test_a_full_refund_ends_the_seat_and_is_audited(paid, finance):
    order = refund_order(order=paid, amount_minor=None, reason="changed her mind", actor=finance, at=NOW())
    assert order.state == OrderState.REFUNDED
    assert Enrolment.objects.get().access == Enrolment.Access.ENDED
    assert AuditRecord.objects.get(action="order.refund").reason == "changed her mind"


def test_a_part_refund_keeps_the_seat_but_holds_the_certificate(paid, finance):
    refund_order(order=paid, amount_minor=2_000, reason="late start", actor=finance, at=NOW())
    assert Enrolment.objects.get().access == Enrolment.Access.OPEN
    assert certificate_effect(Enrolment.objects.get()) is CertificateEffect.HOLD


def test_goodwill_lets_the_certificate_be_issued(paid, finance):
    order = refund_order(order=paid, amount_minor=2_000, reason="late start", actor=finance, at=NOW())
    mark_goodwill(order=order, reason="our fault", actor=finance, at=NOW())
    assert certificate_effect(Enrolment.objects.get()) is CertificateEffect.ISSUE


def test_goodwill_does_not_cover_a_refund_that_comes_after_it(paid, finance):
    order = refund_order(order=paid, amount_minor=2_000, reason="late start", actor=finance, at=NOW())
    order = mark_goodwill(order=order, reason="our fault", actor=finance, at=NOW())
    refund_order(order=order, amount_minor=2_000, reason="another", actor=finance, at=NOW())
    assert certificate_effect(Enrolment.objects.get()) is CertificateEffect.HOLD


def test_a_paid_order_has_nothing_to_call_goodwill(paid, finance):
    with pytest.raises(NotPartRefunded):
        mark_goodwill(order=paid, reason="why not", actor=finance, at=NOW())


def test_a_second_part_refund_counts(paid, finance):
    for _time in range(2):
        order = refund_order(order=paid, amount_minor=6_000, reason="half", actor=finance, at=NOW())
    assert order.state == OrderState.REFUNDED
    assert sum(line.amount_minor for line in order.ledger.all()) == 0


def test_more_than_was_paid_cannot_be_refunded(paid, finance):
    with pytest.raises(PaymentRefused):
        refund_order(order=paid, amount_minor=99_000, reason="too much", actor=finance, at=NOW())


def test_a_refund_asked_for_twice_at_once_is_one(paid, finance, stripe_world):
    charge = stripe_world.charge_of(paid)
    asked = {"charge_id": charge, "amount_minor": 100, "reference": paid.reference, "reason": "x", "key": "one"}
    assert refund(**asked) == refund(**asked)
    assert len(stripe_world.engine.all("refund")) == 1


def test_what_staff_decided_about_a_seat_is_not_undone_by_the_reconciler(paid, finance):
    set_access(enrolment=Enrolment.objects.get(), access="ended", at=NOW(), reason="conduct", actor=finance)
    assert reconcile(at=NOW()) == []
    assert Enrolment.objects.get().access == Enrolment.Access.ENDED


def test_a_seat_that_staff_gave_again_after_a_refund_stands_on_no_order(paid, finance):
    order = refund_order(order=paid, amount_minor=None, reason="moved", actor=finance, at=NOW())
    grant_seat(student=order.student, course=order.course, at=NOW(), actor=finance)
    reconcile(at=NOW())
    assert Enrolment.objects.get().access == Enrolment.Access.OPEN
    assert certificate_effect(Enrolment.objects.get()) is CertificateEffect.ISSUE


def test_staff_see_an_order_with_all_that_happened(paid, staff_client):
    page = staff_client.get(f"/staff/orders/{paid.pk}/").content.decode()
    assert paid.reference in page
    assert "order.state" in page
    assert "£120.00" in page


def test_staff_refund_a_part_from_the_staff_area(paid, staff_client, stripe_world):
    form = {"charge": stripe_world.charge_of(paid), "amount": "20.50", "reason": "late start"}
    staff_client.post(f"/staff/orders/{paid.pk}/refund/", form)
    assert stripe_world.engine.all("refund")[0]["amount"] == 2_050


def test_a_refund_needs_a_reason(paid, staff_client, stripe_world):
    staff_client.post(f"/staff/orders/{paid.pk}/refund/", {"charge": stripe_world.charge_of(paid), "reason": ""})
    assert not stripe_world.engine.all("refund")


def test_a_refund_that_stripe_refuses_is_said_on_the_form(paid, staff_client, stripe_world):
    form = {"charge": stripe_world.charge_of(paid), "amount": "999", "reason": "too much"}
    assert b"Nothing was refunded" in staff_client.post(f"/staff/orders/{paid.pk}/refund/", form).content


def test_staff_mark_goodwill_and_ask_stripe(paid, staff_client, finance):
    refund_order(order=paid, amount_minor=500, reason="late", actor=finance, at=NOW())
    staff_client.post(f"/staff/orders/{paid.pk}/goodwill/", {"reason": "our fault"})
    staff_client.post(f"/staff/orders/{paid.pk}/sync/")
    paid.refresh_from_db()
    assert paid.goodwill


@pytest.mark.parametrize("place", ["", "{}/", "{}/refund/", "{}/goodwill/", "{}/sync/"])
def test_an_editor_sees_no_money(paid, make_user, client, settings, place):
    settings.STAFF_MFA_REQUIRED = False
    editor = make_user(is_staff=True)
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(editor)
    url = "/staff/orders/" + place.format(paid.pk)
    answers = [client.get(url).status_code, client.post(url, {"reason": "x"}).status_code]
    assert 200 not in answers
    assert not AuditRecord.objects.filter(actor=editor, action__startswith="order.").exists()


def test_the_list_that_waits_for_staff_holds_what_needs_a_look(paid, make_paid, staff_client):
    strange = make_paid()
    Order.objects.filter(pk=strange.pk).update(state=OrderState.NEEDS_REVIEW)
    page = staff_client.get("/staff/orders/?review=true").content.decode()
    assert strange.reference in page
    assert paid.reference not in page


def test_an_order_is_found_by_reference_and_by_mail(paid, make_paid, staff_client):
    other = make_paid()
    for sought in (paid.reference, paid.student.email):
        page = staff_client.get("/staff/orders/", {"q": sought}).content.decode()
        assert paid.reference in page
        assert other.reference not in page


def test_the_staff_list_takes_the_same_number_of_queries_for_many(paid, make_paid, staff_client):
    counts = []
    for _round in range(2):
        staff_client.get("/staff/orders/")
        with CaptureQueriesContext(connection) as queries:
            staff_client.get("/staff/orders/")
        counts.append(len(queries))
        make_paid(), make_paid()
    assert counts[0] == counts[1]
