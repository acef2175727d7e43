"""When a certificate is issued, and what money does to it."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import AuditRecord
from certificates.models import Certificate, StatusList
from certificates.services.issuing import align
from certificates.services.reconcile import reconcile
from courses.models import Enrolment
from courses.money_rules import OrderState
from courses.signals import course_completed, payment_cleared, payment_reversed
from tests.watching_mail import WATCHING


def test_a_completed_and_paid_course_gets_a_certificate(issue):
    assert issue(OrderState.CLEARED).state == "valid"


def test_a_seat_that_staff_gave_counts_as_paid(issue):
    assert issue().state == "valid"


def test_aligning_twice_leaves_one_certificate(finish):
    enrolment = finish()
    first = align(enrolment=enrolment, at=timezone.now())
    assert align(enrolment=enrolment, at=timezone.now()) == first
    assert Certificate.objects.count() == 1


def test_an_unfinished_course_gets_none(make_course, make_user, enrol):
    assert align(enrolment=enrol(make_user(), make_course()), at=timezone.now()) is None


@pytest.mark.parametrize("state", [state for state in OrderState if state != OrderState.CLEARED])
def test_nothing_is_issued_while_the_money_is_not_cleared(issue, state):
    assert issue(state) is None


def test_a_graduate_without_a_legal_name_waits(issue, make_user):
    assert issue(student=make_user(legal_name=" \u202e ")) is None


@pytest.mark.parametrize(
    ("money", "becomes"),
    [
        (OrderState.DISPUTED, "suspended"),
        (OrderState.REFUND_PENDING, "suspended"),
        (OrderState.REFUNDED, "revoked"),
        (OrderState.CHARGED_BACK, "revoked"),
        (OrderState.INQUIRY, "valid"),
        (OrderState.PART_REFUNDED, "valid"),
        (OrderState.NEEDS_REVIEW, "valid"),
        (OrderState.PENDING, "valid"),
        (OrderState.CLEARED, "valid"),
    ],
)
def test_money_changes_an_issued_certificate(finish, pay, money, becomes):
    enrolment = finish(OrderState.CLEARED)
    align(enrolment=enrolment, at=timezone.now())
    assert pay(enrolment, money).state == becomes


@pytest.mark.parametrize("before", [OrderState.DISPUTED, OrderState.REFUND_PENDING, OrderState.REFUNDED])
def test_a_certificate_is_restored_when_the_money_comes_back(finish, pay, before):
    enrolment = finish(OrderState.CLEARED)
    first = align(enrolment=enrolment, at=timezone.now())
    pay(enrolment, before)
    restored = pay(enrolment, OrderState.CLEARED)
    assert (restored, restored.state) == (first, "valid")


def test_an_inquiry_after_a_dispute_keeps_the_suspension(finish, pay):
    enrolment = finish(OrderState.CLEARED)
    align(enrolment=enrolment, at=timezone.now())
    pay(enrolment, OrderState.DISPUTED)
    assert pay(enrolment, OrderState.INQUIRY).state == "suspended"


def test_every_change_of_state_is_audited_with_its_reason(finish, pay):
    enrolment = finish(OrderState.CLEARED)
    certificate = align(enrolment=enrolment, at=timezone.now())
    pay(enrolment, OrderState.DISPUTED)
    record = AuditRecord.objects.get(action="certificate.state", target_id=str(certificate.pk))
    assert (record.from_value, record.to_value, bool(record.reason)) == ("valid", "suspended", True)


def test_what_is_printed_is_copied_and_survives_an_edit_of_course_and_name(finish):
    enrolment = finish()
    align(enrolment=enrolment, at=timezone.now())
    type(enrolment.course).objects.update(award_title="Something else")
    type(enrolment.student).objects.update(legal_name="Somebody Else")
    certificate = align(enrolment=enrolment, at=timezone.now())
    assert (certificate.title, certificate.name) == ("Diploma in Testing", enrolment.student.legal_name)


def test_the_database_refuses_a_second_current_certificate(issue):
    certificate = issue()
    certificate.pk, certificate.code, certificate.status_index = None, "0000-0000-0000", 1
    certificate.uuid = "00000000-0000-0000-0000-000000000001"
    with pytest.raises(IntegrityError), transaction.atomic():
        certificate.save(force_insert=True)


def test_the_name_is_cleaned_before_it_is_printed(issue, make_user):
    certificate = issue(student=make_user(legal_name="Ame\u0301lie\x07 \u202eevil\u2066  Poe"))
    assert certificate.name == "Amélie evil Poe"


def test_completing_a_course_issues_and_tells_the_graduate_once(finish, django_capture_on_commit_callbacks):
    enrolment = finish()
    with django_capture_on_commit_callbacks(execute=True):
        course_completed.send_robust(sender=Enrolment, enrolment=enrolment)
        course_completed.send_robust(sender=Enrolment, enrolment=enrolment)
    assert [len(mail.outbox), Certificate.objects.count()] == [1, 1]


def test_the_signals_of_money_reach_the_certificate(finish):
    enrolment = finish(OrderState.CLEARED)
    payment_cleared.send_robust(sender=type(enrolment.order), order=enrolment.order)
    type(enrolment.order).objects.update(state=OrderState.REFUNDED)
    payment_reversed.send_robust(sender=type(enrolment.order), order=enrolment.order)
    assert Certificate.objects.get().state == "revoked"


def test_reconcile_issues_what_a_crash_lost(finish, django_capture_on_commit_callbacks):
    finish()
    with django_capture_on_commit_callbacks(execute=True):
        said = reconcile(at=timezone.now())
    assert Certificate.objects.count() == 1 and "valid" in said[0]


def test_reconcile_follows_money_that_nobody_heard_of(finish):
    enrolment = finish(OrderState.CLEARED)
    align(enrolment=enrolment, at=timezone.now())
    type(enrolment.order).objects.update(state=OrderState.CHARGED_BACK)
    reconcile(at=timezone.now())
    assert Certificate.objects.get().state == "revoked"


def test_reconcile_twice_has_nothing_left_to_say(finish):
    finish(OrderState.CLEARED)
    finish(OrderState.PENDING)
    reconcile(at=timezone.now())
    assert reconcile(at=timezone.now()) == []


def test_reconcile_tells_a_graduate_whose_letter_was_lost_once(issue):
    issue()
    reconcile(at=timezone.now())
    reconcile(at=timezone.now())
    assert len(mail.outbox) == 1


def test_a_letter_that_another_worker_is_sending_waits_until_that_worker_must_be_dead(issue):
    issue()
    now = timezone.now()
    Certificate.objects.update(mail_claimed_at=now)
    assert reconcile(at=now + timedelta(minutes=9)) == mail.outbox == []
    assert len(reconcile(at=now + timedelta(minutes=11))) == len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_no_transaction_is_open_while_a_letter_is_sent(issue, settings):
    settings.EMAIL_BACKEND = WATCHING
    issue()
    assert [message.in_transaction for message in mail.outbox] == [False]


def test_reconcile_writes_down_an_expiry(issue):
    certificate = issue()
    Certificate.objects.filter(pk=certificate.pk).update(expires_at=timezone.now())
    reconcile(at=timezone.now())
    assert Certificate.objects.get().state == "expired"


def test_the_next_status_list_opens_at_three_quarters(issue, monkeypatch):
    monkeypatch.setattr(StatusList, "FULL_AT", 2)
    assert [issue().status_list.number for _n in range(3)] == [1, 1, 2]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_workers_at_once_issue_one_certificate(finish):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time: the race needs PostgreSQL.")
    enrolment = finish()
    together, made = Barrier(2), []

    def work() -> None:
        together.wait()
        made.append(align(enrolment=enrolment, at=timezone.now()))
        connection.close()

    workers = [Thread(target=work) for _n in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [len(made), len(set(made)), Certificate.objects.count()] == [2, 1, 1]
