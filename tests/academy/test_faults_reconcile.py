"""What one thing that fails does to all the others when the academy mends itself."""

import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from academy.reconcile import reconcile_all
from accounts.models import User
from certificates.models import Certificate
from content.services.contact import keep_message
from courses.models import Enrolment, LessonPage, Order, OrderNotice
from courses.services.enrolment import grant_seat
from courses.services.progress import complete_step
from quizzes.models import Attempt

LATER = timedelta(hours=1)
BROKEN_MAIL = {
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "EMAIL_HOST": "127.0.0.1",
    "EMAIL_PORT": 9,
}


@pytest.fixture
def graduate(make_course, make_user):
    """Return a closure ``graduate(**fields) -> Enrolment``: a course is finished, what should follow was lost."""
    course = make_course(lessons=1)

    def make(**fields) -> Enrolment:
        seat = grant_seat(student=make_user(**fields), course=course, at=timezone.now())
        complete_step(enrolment=seat, step=LessonPage.objects.descendant_of(course).get(), at=timezone.now())
        return seat

    return make


@pytest.fixture
def break_mail(settings):
    """Return a closure after which no mail server answers."""

    def stop() -> None:
        for name, value in BROKEN_MAIL.items():
            setattr(settings, name, value)

    return stop


def break_order(seat: Enrolment) -> Order:
    """Let a seat stand on an order whose state no version of ours has ever written."""
    order = Order.objects.create(
        student=seat.student, course=seat.course, title="x", currency="gbp", total_minor=0, terms_version="1",
        created_at=timezone.now(), state="unheard of",
    )  # fmt: skip
    Enrolment.objects.filter(pk=seat.pk).update(order=order)
    return order


def test_without_a_mail_server_certificates_are_issued_all_the_same(graduate, purchase, break_mail, caplog):
    purchase.pay()
    seat = graduate()
    break_mail()
    reconcile_all(at=timezone.now() + LATER)
    assert Certificate.objects.filter(enrolment=seat).exists()


def test_mails_lost_while_the_mail_server_was_down_go_out_once_it_is_back(graduate, purchase, break_mail, settings):
    backend = settings.EMAIL_BACKEND
    purchase.pay()
    graduate()
    keep_message(name="A", email="a@example.com", website="", subject="Hello", message="m", at=timezone.now())
    break_mail()
    reconcile_all(at=timezone.now() + LATER)
    settings.EMAIL_BACKEND = backend
    reconcile_all(at=timezone.now() + 2 * LATER)
    reconcile_all(at=timezone.now() + 3 * LATER)
    assert sorted(message.subject.partition(":")[0] for message in mail.outbox) == [
        "Payment received",
        "Your certificate",
        "[NMT Academy] Hello",
    ]
    assert not OrderNotice.objects.filter(sent_at=None).exists()


def test_a_seat_that_cannot_be_mended_does_not_keep_the_others_waiting(graduate, caplog):
    broken, sound = graduate(), graduate()
    order = break_order(broken)
    with caplog.at_level(logging.ERROR):
        reconcile_all(at=timezone.now())
    assert Certificate.objects.get().enrolment == sound
    assert f"Order {order.reference}" in caplog.text


def test_an_attempt_that_cannot_be_marked_does_not_keep_the_others_open(shop):
    broken, sound = (shop.purchase().pay().sit() for _student in range(2))
    Attempt.objects.filter(pk=broken.pk).update(paper={})
    reconcile_all(at=timezone.now() + 2 * LATER)
    assert list(Attempt.objects.filter(state=Attempt.State.RUNNING)) == [broken]
    assert Attempt.objects.get(pk=sound.pk).passed


def test_a_letter_that_cannot_be_sent_does_not_keep_the_others_waiting(graduate):
    unreachable, reachable = graduate(), graduate()
    User.objects.filter(pk=unreachable.student_id).update(email="no\nheader@example.com")
    reconcile_all(at=timezone.now())
    assert [message.to for message in mail.outbox] == [[reachable.student.email]]


def test_whoever_lost_the_certificate_before_the_letter_is_not_congratulated(purchase):
    purchase.pay().study().pass_quiz()
    reconcile_all(at=timezone.now())
    Certificate.objects.update(mailed_at=None)
    mail.outbox.clear()
    purchase.money_goes_back()
    reconcile_all(at=timezone.now() + LATER)
    assert Certificate.objects.get().state == "revoked"
    assert [message.subject for message in mail.outbox if "certificate" in message.subject] == []


def test_a_graduate_whose_certificate_is_restored_gets_the_letter_after_all(purchase):
    purchase.pay().study().pass_quiz()
    reconcile_all(at=timezone.now())
    Certificate.objects.update(mailed_at=None)
    purchase.bank_disputes()
    reconcile_all(at=timezone.now())
    mail.outbox.clear()
    [dispute] = purchase.shop.stripe.engine.all("dispute")
    purchase.shop.stripe.engine.move_dispute(dispute["id"], "won")
    reconcile_all(at=timezone.now())
    assert [message.subject.partition(":")[0] for message in mail.outbox] == ["Your certificate"]
