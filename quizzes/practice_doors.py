"""What a student reads on the pages of a practical and of a treatment log."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from courses.access_answer import Access
from quizzes.practice_rules import LogTotals

if TYPE_CHECKING:
    from quizzes.models import LogEntry, LogPage, PracticalPage


def has_seat(access: Access) -> bool:
    """Whether there is a student to whom something belongs; a preview's student has a seat only for show."""
    return access.as_student and access.seat.pk is not None


def practical_context(practical: "PracticalPage", access: Access) -> dict[str, Any]:
    """Return the criteria and, for a student, the observations so far: two queries."""
    observations = practical.observations.none()
    if has_seat(access):
        observations = practical.observations.shown_to_students().filter(enrolment=access.enrolment)
    return {
        "criteria": practical.criteria_list(),
        "observations": list(observations.select_related("assessor").prefetch_related("criteria")),
    }


def log_context(log: "LogPage", access: Access) -> dict[str, Any]:
    """Return the entries of a student and what they come to: one query."""
    entries = list(log.entries.standing().filter(enrolment=access.enrolment)) if has_seat(access) else []
    return {
        "entries": entries,
        "totals": count_entries(log, entries),
        "drafts": [entry for entry in entries if entry.state == "draft"],
        "may_write": access.as_student,
    }


def count_entries(log: "LogPage", entries: Collection["LogEntry"]) -> LogTotals:
    """Add entries up; they may be of any state."""
    signed = [entry for entry in entries if entry.state == "signed_off"]
    waiting = [entry for entry in entries if entry.state == "submitted"]
    return LogTotals(
        minutes=sum(entry.minutes for entry in signed),
        treatments=len(signed),
        waiting_minutes=sum(entry.minutes for entry in waiting),
        waiting=len(waiting),
        open_at_iqa=sum(entry.sample in {"waiting", "returned"} for entry in entries),
        required_minutes=log.required_minutes,
        required_treatments=log.required_treatments,
    )
