"""Writing the treatment log: a student adds, changes, submits and withdraws entries."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from courses.access import may_open
from courses.models import Enrolment
from quizzes.models import LogEntry, LogPage
from quizzes.practice_rules import MOST_MINUTES_A_DAY, PracticeRefused, holds_an_address, is_pseudonym

State = LogEntry.State
FIELDS = (
    "date",
    "client",
    "minutes",
    "body_areas",
    "techniques",
    "before",
    "done",
    "after",
    "reflection",
    "supervised_by",
)
PROSE = ("body_areas", "techniques", "before", "done", "after", "reflection")


@transaction.atomic
def add_entry(*, student: User, log: LogPage, values: dict[str, Any], at: datetime) -> LogEntry:
    """Write a draft; raise PracticeRefused for a shut gate, a future date, a long day, or what names a client."""
    seat = locked_seat(student, log, at)
    entry = LogEntry(enrolment=seat, log=log, created_at=at, **{name: values[name] for name in FIELDS})
    _refuse_wrong(entry, at)
    entry.save()
    record(entry, "log.add", "", at, student)
    return entry


@transaction.atomic
def change_entry(*, student: User, entry: LogEntry, values: dict[str, Any], at: datetime) -> LogEntry:
    """Change a draft, or an entry that came back; raise PracticeRefused as ``add_entry`` does."""
    entry = locked_entry(student, entry, at)
    for name in FIELDS:
        setattr(entry, name, values[name])
    _refuse_wrong(entry, at)
    entry.save(update_fields=FIELDS)
    return entry


@transaction.atomic
def submit_entries(*, student: User, log: LogPage, ids: Iterable[int], at: datetime) -> int:
    """Hand entries to the assessors; return how many. Those that are with them already stay as they are."""
    seat = locked_seat(student, log, at)
    entries = list(LogEntry.objects.select_for_update().filter(enrolment=seat, log=log, pk__in=ids))
    for entry in (open_entries := [entry for entry in entries if entry.is_open]):
        before, entry.state, entry.submitted_at = entry.state, State.SUBMITTED, at
        entry.save(update_fields=["state", "submitted_at"])
        record(entry, "log.submit", before, at, student)
    return len(open_entries)


@transaction.atomic
def withdraw_entry(*, student: User, entry: LogEntry, at: datetime) -> LogEntry:
    """Take back a draft, or an entry that came back; the row stays, so that its history has something to be about."""
    entry = locked_entry(student, entry, at)
    before, entry.state = entry.state, State.WITHDRAWN
    entry.save(update_fields=["state"])
    record(entry, "log.withdraw", before, at, student)
    return entry


def locked_seat(student: User, log: LogPage, at: datetime) -> Enrolment:
    """Return the student's seat, locked, if the gate lets them write in ``log``."""
    access = may_open(user=student, step=log, at=at)
    if not access.as_student:
        raise PracticeRefused(_("Your seat in this course does not let you write in this log right now."))
    return Enrolment.objects.select_for_update().get(pk=access.seat.pk)


def locked_entry(student: User, entry: LogEntry, at: datetime) -> LogEntry:
    """Return the student's own entry, locked after the seat, if it may still be changed."""
    seat = locked_seat(student, entry.log, at)
    found = LogEntry.objects.select_for_update().get(pk=entry.pk, enrolment=seat)
    if not found.is_open:
        raise PracticeRefused(_("This entry is with the assessors; it is not changed any more."))
    return found


def _refuse_wrong(entry: LogEntry, at: datetime) -> None:
    """The form says the same at the field; here it holds against two tabs."""
    if not is_pseudonym(entry.client) or any(holds_an_address(getattr(entry, name)) for name in PROSE):
        raise PracticeRefused(_("A log never names a client: use a code such as C-014."))
    if entry.date > timezone.localdate(at):
        raise PracticeRefused(_("The date is in the future."))
    if minutes_on(entry.enrolment, entry.date, besides=entry.pk) + entry.minutes > MOST_MINUTES_A_DAY:
        raise PracticeRefused(
            _("That makes more than %(hours)d hours on one day.") % {"hours": MOST_MINUTES_A_DAY // 60}
        )


def minutes_on(seat: Enrolment, day: date, *, besides: int | None) -> int:
    """Return the minutes that the student has logged on ``day``, whatever the log."""
    entries = LogEntry.objects.standing().filter(enrolment=seat, date=day).exclude(pk=besides or 0)
    return entries.aggregate(minutes=Sum("minutes", default=0))["minutes"]


def record(entry: LogEntry, action: str, before: str, at: datetime, actor: User, *, reason: str = "") -> None:
    """Write down a change of state."""
    audit.record(
        action=action, target=entry, at=at, actor=actor, from_value=before, to_value=entry.state, reason=reason
    )
