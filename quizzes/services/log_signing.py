"""Deciding about a treatment log: assessors sign entries off or return them; the step completes when all is there."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from courses.models import Enrolment
from courses.services.progress import complete_step
from quizzes.models import LogEntry, LogPage
from quizzes.practice_doors import count_entries
from quizzes.practice_rules import PracticeRefused
from quizzes.services.log_writing import record
from quizzes.services.sampling import sample_log

State, Sample = LogEntry.State, LogEntry.Sample


@transaction.atomic
def sign_off_entries(*, log: LogPage, enrolment: Enrolment, ids: Iterable[int], assessor: User, at: datetime) -> int:
    """Sign submitted entries off; return how many. One that quality assurance returned goes to it again."""
    seat = locked_for(enrolment, assessor)
    entries = list(LogEntry.objects.select_for_update().submitted().filter(log=log, enrolment=seat, pk__in=ids))
    for entry in entries:
        entry.state, entry.assessor, entry.signed_off_at, entry.comment = State.SIGNED_OFF, assessor, at, ""
        entry.sample = Sample.WAITING if entry.sample == Sample.RETURNED else entry.sample
        entry.save(update_fields=["state", "assessor", "signed_off_at", "comment", "sample"])
        record(entry, "log.sign_off", State.SUBMITTED, at, assessor)
    finish_log(log=log, enrolment=seat, at=at)
    return len(entries)


@transaction.atomic
def return_entries(
    *, log: LogPage, enrolment: Enrolment, ids: Iterable[int], assessor: User, comment: str, at: datetime
) -> int:
    """Give submitted entries back with a comment; return how many."""
    if not comment.strip():
        raise PracticeRefused(_("Say what the student should change."))
    seat = locked_for(enrolment, assessor)
    entries = list(LogEntry.objects.select_for_update().submitted().filter(log=log, enrolment=seat, pk__in=ids))
    for entry in entries:
        entry.state, entry.assessor, entry.comment = State.RETURNED, assessor, comment
        entry.save(update_fields=["state", "assessor", "comment"])
        record(entry, "log.return", State.SUBMITTED, at, assessor, reason=comment)
    return len(entries)


def locked_for(enrolment: Enrolment, assessor: User) -> Enrolment:
    """Return the seat, locked; nobody decides about their own log."""
    seat = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    if seat.student_id == assessor.pk:
        raise PracticeRefused(_("Nobody signs off their own log."))
    return seat


@transaction.atomic
def finish_log(*, log: LogPage, enrolment: Enrolment, at: datetime) -> bool:
    """Complete the step, as of the last sign-off, once enough is signed off and quality assurance has nothing open.

    When the requirement is reached the sample is drawn, so that no log completes unseen; returns whether it completed.
    """
    entries = _standing(log, enrolment)
    if not count_entries(log, entries).reached:
        return False
    if sample_log(log=log, entries=entries, at=at):
        entries = _standing(log, enrolment)
    if not count_entries(log, entries).complete:
        return False
    last = max(entry.signed_off_at for entry in entries if entry.state == State.SIGNED_OFF and entry.signed_off_at)
    complete_step(enrolment=enrolment, step=log, at=last)
    return True


def _standing(log: LogPage, enrolment: Enrolment) -> list[LogEntry]:
    return list(LogEntry.objects.standing().filter(log=log, enrolment=enrolment))
