"""Placing orders and sending buyers to the checkout."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from courses.gateway import fetch_truth
from courses.models import CheckoutTry, Enrolment, Order
from courses.money_rules import CertificateEffect, OrderState
from courses.services.enrolment import set_access
from courses.services.orders import AlreadyEnrolled, NotOnSale, NotPayable, PaymentUnderWay, place_order
from courses.services.reconcile import reconcile
from courses.services.standing import certificate_effect
from courses.services.sync import apply_truth, sync, take_ticket
from courses.signals import payment_cleared, payment_reversed

NOW = timezone.now


@pytest.fixture
def buy(make_user, stripe_world):
    """Return a closure ``buy(course, student=None) -> (order, session id)``."""

    def act(course, student=None):
        order = place_order(student=student or make_user(), course=course, at=NOW())
        return order, stripe_world.checkout(order)

    return act


@pytest.fixture
def synced(stripe_world):
    """Return a closure that syncs an order as a worker would and returns it."""

    def act(order):
        with stripe_world.capture(execute=True):
            return sync(order=order, at=NOW())

    return act


def test_an_order_copies_price_vat_title_and_terms(make_course, make_user, settings):
    course = make_course(price_minor=12_000, vat_rate=20, title="Shoulder")
    order = place_order(student=make_user(), course=course, at=NOW())
    assert (order.total_minor, order.vat_minor, order.title) == (12_000, 2_000, "Shoulder")
    assert order.terms_version == settings.TERMS_VERSION


def test_two_tabs_make_one_order_and_one_session(make_course, make_user, buy):
    course, student = make_course(), make_user()
    assert buy(course, student) == buy(course, student)


def test_an_edited_price_does_not_change_an_order_that_is_being_paid(make_course, buy, stripe_world, synced):
    course = make_course(price_minor=12_000)
    order, session = buy(course)
    course.price_minor = 99_000
    course.save()
    stripe_world.engine.pay(session)
    assert synced(order).state == OrderState.CLEARED


def test_a_new_price_makes_a_new_order_and_closes_the_old_checkout(make_course, make_user, buy, stripe_world):
    course, student = make_course(price_minor=12_000), make_user()
    order, session = buy(course, student)
    course.price_minor = 99_000
    course.save()
    fresh, _session = buy(course, student)
    assert fresh != order
    assert stripe_world.engine.get("checkout.session", session)["status"] == "expired"


def test_there_is_never_more_than_one_session_that_can_be_paid(make_course, make_user, buy, stripe_world):
    course, student = make_course(), make_user()
    _order, session = buy(course, student)
    CheckoutTry.objects.update(expires_at=NOW() + dt.timedelta(minutes=5))
    _order, second = buy(course, student)
    assert second != session
    assert [found["id"] for found in stripe_world.engine.all("checkout.session") if found["status"] == "open"] == [
        second
    ]


def test_a_checkout_that_was_paid_meanwhile_is_not_opened_again(make_course, make_user, buy, stripe_world):
    course, student = make_course(), make_user()
    order, session = buy(course, student)
    stripe_world.engine.pay(session)
    with pytest.raises(NotPayable):
        stripe_world.checkout(order)


def test_a_session_whose_answer_was_lost_is_opened_under_the_same_key(make_course, buy, stripe_world):
    order, session = buy(make_course())
    order.tries.update(session_id=None, session_status="", url="")
    assert stripe_world.checkout(order) == session


def test_a_student_with_a_seat_is_told_so(make_course, make_user, enrol, db):
    course, student = make_course(), make_user()
    enrol(student, course)
    with pytest.raises(AlreadyEnrolled):
        place_order(student=student, course=course, at=NOW())


def test_a_course_that_is_not_on_sale_cannot_be_bought(make_course, make_user):
    with pytest.raises(NotOnSale):
        place_order(student=make_user(), course=make_course(on_sale=False), at=NOW())


def test_nobody_pays_again_while_a_debit_is_processing(make_course, make_user, buy, stripe_world, synced):
    course, student = make_course(opens_while_processing=False), make_user()
    order, session = buy(course, student)
    stripe_world.engine.pay_later(session)
    assert synced(order).state == OrderState.PROCESSING
    with pytest.raises(PaymentUnderWay):
        place_order(student=student, course=course, at=NOW())


def test_lessons_open_while_a_debit_is_processing_where_the_course_says_so(make_course, buy, stripe_world, synced):
    order, session = buy(make_course(opens_while_processing=True))
    stripe_world.engine.pay_later(session)
    synced(order)
    assert Enrolment.objects.get().access == Enrolment.Access.OPEN
    assert certificate_effect(Enrolment.objects.get()) is CertificateEffect.NONE


def test_lessons_wait_for_a_debit_where_the_course_says_so(make_course, buy, stripe_world, synced):
    order, session = buy(make_course(opens_while_processing=False))
    stripe_world.engine.pay_later(session)
    synced(order)
    assert not Enrolment.objects.exists()


def test_a_failed_debit_can_be_paid_again_and_opens_the_seat_again(make_course, make_user, buy, stripe_world, synced):
    course, student = make_course(), make_user()
    order, session = buy(course, student)
    stripe_world.engine.pay_later(session, will_fail=True)
    synced(order)
    stripe_world.engine.settle(stripe_world.engine.all("payment_intent")[0]["id"])
    assert synced(order).state == OrderState.FAILED
    again, second = buy(course, student)
    stripe_world.engine.pay(second)
    assert (again, synced(again).state) == (order, OrderState.CLEARED)
    assert Enrolment.objects.get().access == Enrolment.Access.OPEN


def test_a_bank_transfer_is_awaited(make_course, buy, stripe_world, synced):
    order, session = buy(make_course())
    stripe_world.engine.await_transfer(session)
    assert synced(order).state == OrderState.AWAITING_TRANSFER
    stripe_world.engine.settle(stripe_world.engine.all("payment_intent")[0]["id"])
    assert synced(order).state == OrderState.CLEARED


def test_a_free_course_needs_no_payment(make_course, make_user, stripe_world):
    with stripe_world.capture(execute=True):
        order = place_order(student=make_user(), course=make_course(price_minor=0), at=NOW())
    assert order.state == OrderState.CLEARED
    assert Enrolment.objects.get().order == order
    assert "£" not in mail.outbox[0].body


def test_an_order_of_another_amount_goes_to_staff_and_changes_no_access(make_course, buy, stripe_world, synced):
    order, session = buy(make_course())
    Order.objects.update(total_minor=500)
    stripe_world.engine.pay(session)
    assert synced(order).state == OrderState.NEEDS_REVIEW
    assert not Enrolment.objects.exists()


def test_an_old_order_that_expires_leaves_a_seat_of_another_order_alone(
    make_course, make_user, buy, stripe_world, synced
):
    course, student = make_course(price_minor=12_000), make_user()
    old, _session = buy(course, student)
    course.price_minor = 99_000
    course.save()
    order, session = buy(course, student)
    stripe_world.engine.pay(session)
    synced(order)
    synced(old)
    assert Enrolment.objects.get().order == order
    assert Enrolment.objects.get().access == Enrolment.Access.OPEN


def test_of_two_paid_orders_refunding_one_keeps_the_seat(make_course, make_user, buy, stripe_world, synced):
    course, student = make_course(price_minor=12_000), make_user()
    first, session = buy(course, student)
    stripe_world.engine.pay(session)
    synced(first)
    set_access(enrolment=Enrolment.objects.get(), access="ended", at=NOW(), reason="left")
    second, session = buy(course, student)
    stripe_world.engine.pay(session)
    synced(second)
    stripe_world.engine.refund(stripe_world.charge_of(second))
    synced(second)
    assert Enrolment.objects.get().order == first
    assert Enrolment.objects.get().access == Enrolment.Access.OPEN


def test_after_a_refund_one_can_buy_again(make_course, make_user, buy, stripe_world, synced):
    course, student = make_course(), make_user()
    order, session = buy(course, student)
    stripe_world.engine.pay(session)
    synced(order)
    stripe_world.engine.refund(stripe_world.charge_of(order))
    synced(order)
    again, session = buy(course, student)
    stripe_world.engine.pay(session)
    synced(again)
    assert Enrolment.objects.get().order == again != order


def test_a_seat_that_staff_gave_is_not_ended_by_an_old_order(make_course, make_user, enrol, buy, stripe_world, synced):
    course, student = make_course(), make_user()
    order, session = buy(course, student)
    enrol(student, course)
    stripe_world.engine.expire(session)
    synced(order)
    assert Enrolment.objects.get().access == Enrolment.Access.OPEN


def test_each_dispute_and_each_return_is_told_once(make_course, buy, stripe_world, synced):
    order, session = buy(make_course())
    stripe_world.engine.pay(session)
    synced(order)
    for _round in range(2):
        dispute = stripe_world.engine.dispute(stripe_world.charge_of(order))
        for status in ("under_review", "won"):
            synced(order)
            stripe_world.engine.move_dispute(dispute["id"], status)
            synced(order)
            synced(order)
    words = [message.subject.partition(":")[0] for message in mail.outbox]
    again = ["Your access is paused", "All is well again"]
    assert words == ["Payment received", *again, *again]


def test_signals_are_sent_once_for_each_turn(make_course, buy, stripe_world, synced):
    heard = []
    payment_cleared.connect(cleared := lambda order, **_more: heard.append("cleared"), weak=False)
    payment_reversed.connect(reversed_ := lambda order, **_more: heard.append("reversed"), weak=False)
    order, session = buy(make_course())
    stripe_world.engine.pay(session)
    synced(order), synced(order)
    dispute = stripe_world.engine.dispute(stripe_world.charge_of(order))
    synced(order), synced(order)
    stripe_world.engine.move_dispute(dispute["id"], "won")
    synced(order), synced(order)
    payment_cleared.disconnect(cleared), payment_reversed.disconnect(reversed_)
    assert heard == ["cleared", "reversed", "cleared"]


def test_a_truth_fetched_before_a_newer_one_was_applied_is_not_applied(make_course, buy, stripe_world, synced):
    order, session = buy(make_course())
    ticket, sessions = take_ticket(order)
    stale = fetch_truth(sessions)
    stripe_world.engine.pay(session)
    assert synced(order).state == OrderState.CLEARED
    assert apply_truth(order=order, truth=stale, ticket=ticket, at=NOW()) is None
    order.refresh_from_db()
    assert order.state == OrderState.CLEARED


def test_a_signal_and_a_mail_lost_in_a_crash_are_sent_by_the_reconciler(make_course, buy, stripe_world):
    order, session = buy(make_course())
    stripe_world.engine.pay(session)
    sync(order=order, at=NOW())  # the test's transaction never commits: what should follow is lost
    later = NOW() + dt.timedelta(hours=1)
    said = reconcile(at=later)
    assert [sentence.partition(": ")[2] for sentence in said] == [
        "signal cleared is told now.",
        "mail received is told now.",
    ]
    assert reconcile(at=later) == []
    assert len(mail.outbox) == 1


def test_a_seat_that_disagrees_with_its_order_is_mended(make_course, buy, stripe_world, synced):
    order, session = buy(make_course())
    stripe_world.engine.pay(session)
    synced(order)
    Enrolment.objects.update(access="ended")
    Order.objects.update(synced_at=NOW() - dt.timedelta(days=9), created_at=NOW() - dt.timedelta(days=9))
    assert reconcile(at=NOW()) == [f"Order {order.reference}: the seat follows the money."]
    assert Enrolment.objects.get().access == Enrolment.Access.OPEN
    assert reconcile(at=NOW()) == []


def test_a_dispute_of_an_old_order_is_found_after_days_without_an_endpoint(make_course, buy, stripe_world, synced):
    order, session = buy(make_course())
    stripe_world.engine.pay(session)
    stripe_world.deliver_all()
    Order.objects.update(synced_at=NOW() - dt.timedelta(days=9), created_at=NOW() - dt.timedelta(days=9))
    stripe_world.engine.dispute(stripe_world.charge_of(order))
    assert reconcile(at=NOW())
    order.refresh_from_db()
    assert order.state == OrderState.DISPUTED


def test_the_reconciler_mends_what_it_can_while_stripe_is_down(make_course, buy, stripe_world, synced, settings):
    order, session = buy(make_course())
    stripe_world.engine.pay(session)
    synced(order)
    Enrolment.objects.update(access="ended")
    settings.STRIPE_API_BASE = "http://127.0.0.1:9"
    assert reconcile(at=NOW()) == [f"Order {order.reference}: the seat follows the money again."]


def test_a_cautious_academy_waits_before_paid_certifies(make_course, buy, stripe_world, synced, settings):
    settings.CLEARANCE_DAYS = {"bacs_debit": 7}
    order, session = buy(make_course())
    stripe_world.engine.pay_later(session)
    stripe_world.engine.settle(stripe_world.engine.all("payment_intent")[0]["id"])
    synced(order)
    seat = Enrolment.objects.get()
    assert certificate_effect(seat) is CertificateEffect.HOLD
    assert certificate_effect(seat, NOW() + dt.timedelta(days=8)) is CertificateEffect.ISSUE


def test_a_card_does_not_wait_for_the_clearance_of_debits(make_course, buy, stripe_world, synced, settings):
    settings.CLEARANCE_DAYS = {"bacs_debit": 7}
    order, session = buy(make_course())
    stripe_world.engine.pay(session)
    synced(order)
    assert certificate_effect(Enrolment.objects.get()) is CertificateEffect.ISSUE


@pytest.fixture
def paid_twice(make_course, buy, stripe_world, synced):
    """An order of which a second session was opened behind our back; both are paid."""
    order, session = buy(make_course())
    stripe_world.engine.pay(session)
    synced(order)
    metadata = {"order": order.reference, "attempt": "2"}
    params = {
        "line_items": [{"quantity": 1, "price_data": {"currency": "gbp", "unit_amount": 12_000}}],
        "client_reference_id": order.reference,
        "metadata": metadata,
        "payment_intent_data": {"metadata": metadata},
    }
    second = stripe_world.engine.open_session(params, stripe_world.url)
    stripe_world.engine.pay(second["id"])
    stripe_world.deliver_all()
    order.refresh_from_db()
    return order


def test_an_order_paid_twice_goes_to_staff_and_keeps_its_seat(paid_twice):
    assert paid_twice.state == OrderState.NEEDS_REVIEW
    assert Enrolment.objects.get().access == Enrolment.Access.OPEN
    assert certificate_effect(Enrolment.objects.get()) is CertificateEffect.HOLD


def test_refunding_one_of_two_charges_leaves_the_order_paid(paid_twice, stripe_world, synced):
    stripe_world.engine.refund(stripe_world.charge_of(paid_twice))
    assert synced(paid_twice).state == OrderState.CLEARED
    assert Enrolment.objects.get().access == Enrolment.Access.OPEN
    assert [message.subject.partition(":")[0] for message in mail.outbox] == ["Payment received"]


def test_more_refunds_than_stripe_lists_on_one_page_are_all_counted(make_course, buy, stripe_world, synced):
    order, session = buy(make_course())
    stripe_world.engine.pay(session)
    for _refund in range(102):
        stripe_world.engine.refund(stripe_world.charge_of(order), 1)
    assert synced(order).ledger.filter(kind="refund").count() == 102


def test_a_checkout_that_has_run_out_is_replaced(make_course, make_user, buy, stripe_world):
    course, student = make_course(), make_user()
    order, session = buy(course, student)
    stripe_world.engine.get("checkout.session", session)["expires_at"] = 1
    again, second = buy(course, student)
    assert (again, second != session) == (order, True)
    assert order.tries.count() == 2
