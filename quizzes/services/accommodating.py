"""Granting a student more time, more attempts or a later closing moment: also while an attempt runs."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.services import audit
from courses.models import Enrolment
from quizzes.allowance import Allowance, deadline_of, never_earlier
from quizzes.models import Accommodation, Attempt, QuizPage
from quizzes.services.owing_mail import owe_accommodation


class NotGranted(ValueError):
    """The accommodation cannot be: it gives nothing, or the student has one already, or has it no more."""


@transaction.atomic
def grant_accommodation(
    *, enrolment: Enrolment, quiz: QuizPage | None, allowance: Allowance, reason: str, actor: User, at: datetime
) -> Accommodation:
    """Grant it for one quiz, or with ``None`` for all of the course; a running attempt has it at once.

    Raise NotGranted if one is in force for the same: it is changed instead.
    """
    seat = _locked(enrolment.pk)
    check(allowance, quiz)
    if Accommodation.objects.in_force().filter(enrolment=seat, quiz=quiz).exists():
        raise NotGranted("in force already")
    accommodation = Accommodation(enrolment=seat, quiz=quiz, reason=reason, granted_by=actor, granted_at=at)
    accommodation.give(allowance)
    accommodation.save(force_insert=True)
    _record("grant", accommodation, actor=actor, at=at, to_value=str(accommodation), reason=reason)
    move_deadlines(seat=seat, quiz=quiz, actor=actor, at=at, why=f"accommodation {accommodation.pk} granted")
    owe_accommodation(accommodation, at=at)
    return accommodation


@transaction.atomic
def change_accommodation(
    *, accommodation: Accommodation, allowance: Allowance, reason: str, actor: User, at: datetime
) -> Accommodation:
    """Give other figures from now on; raise NotGranted if it was withdrawn. The same figures change nothing."""
    seat = _locked(accommodation.enrolment_id)
    kept = _in_force(accommodation)
    check(allowance, kept.quiz)
    if kept.allowance == allowance:
        return kept
    before = str(kept)
    kept.give(allowance)
    kept.reason = reason
    kept.save(update_fields=["extra_percent", "extra_minutes", "extra_attempts", "closes_at", "reason"])
    _record("change", kept, actor=actor, at=at, from_value=before, to_value=str(kept), reason=reason)
    move_deadlines(seat=seat, quiz=kept.quiz, actor=actor, at=at, why=f"accommodation {kept.pk} changed")
    owe_accommodation(kept, at=at)
    return kept


@transaction.atomic
def withdraw_accommodation(*, accommodation: Accommodation, reason: str, actor: User, at: datetime) -> Accommodation:
    """End it for attempts to come; one that runs keeps the deadline that it has. Twice changes nothing."""
    _locked(accommodation.enrolment_id)
    kept = Accommodation.objects.select_for_update().get(pk=accommodation.pk)
    if not kept.is_in_force:
        return kept
    kept.ended_at = at
    kept.save(update_fields=["ended_at"])
    _record("withdraw", kept, actor=actor, at=at, from_value=str(kept), reason=reason)
    return kept


def check(allowance: Allowance, quiz: QuizPage | None) -> None:
    """Raise NotGranted for what gives nothing; a closing moment belongs to one quiz."""
    if not allowance:
        raise NotGranted("gives nothing")
    if allowance.closes_at and quiz is None:
        raise NotGranted("a closing moment without a quiz")


def move_deadlines(*, seat: Enrolment, quiz: QuizPage | None, actor: User, at: datetime, why: str) -> None:
    """Count the deadlines of the seat's running attempts anew; none gets earlier, and time that is up stays up.

    The seat is locked before the attempts, as when handing in.
    """
    running = Attempt.objects.running().filter(enrolment=seat, **({"quiz": quiz} if quiz else {}))
    for attempt in running.select_for_update(of=("self",)).select_related("quiz"):
        if attempt.deadline is None or attempt.is_overdue(at):
            continue
        given = Accommodation.objects.for_sitting(seat_id=seat.pk, quiz_id=attempt.quiz_id).allowance()
        limits = attempt.frozen_paper.limits or attempt.quiz.limits()
        deadline = never_earlier(attempt.deadline, deadline_of(limits, given, attempt.started_at))
        if deadline != attempt.deadline:
            _move(attempt, deadline, actor=actor, at=at, why=why)


def _move(attempt: Attempt, deadline: datetime | None, *, actor: User, at: datetime, why: str) -> None:
    before, attempt.deadline = attempt.deadline, deadline
    attempt.save(update_fields=["deadline"])
    values = {"from_value": before.isoformat() if before else "", "to_value": deadline.isoformat() if deadline else ""}
    audit.record(action="attempt.deadline", target=attempt, at=at, actor=actor, reason=why, **values)


def _locked(seat_id: int) -> Enrolment:
    return Enrolment.objects.select_for_update().get(pk=seat_id)


def _in_force(accommodation: Accommodation) -> Accommodation:
    kept = Accommodation.objects.select_for_update(of=("self",)).select_related("quiz").get(pk=accommodation.pk)
    if not kept.is_in_force:
        raise NotGranted("withdrawn")
    return kept


def _record(act: str, accommodation: Accommodation, *, actor: User, at: datetime, **what: str) -> None:
    audit.record(action=f"accommodation.{act}", target=accommodation, at=at, actor=actor, **what)
