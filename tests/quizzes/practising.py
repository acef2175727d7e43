"""Closures that arrange a practical, a treatment log and the people around them."""

from datetime import UTC, date, datetime, timedelta

from django.contrib.auth.models import Group

from accounts.models import User
from courses.models import CoursePage, Enrolment, ModulePage
from quizzes.models import LogEntry, LogPage, Observation, PracticalPage
from quizzes.services.log_signing import sign_off_entries
from quizzes.services.log_writing import add_entry, submit_entries
from quizzes.services.observing import (
    Notes,
    countersign_observation,
    save_notes,
    sign_observation,
    start_observation,
)
from tests import builders

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(days=1)
CRITERIA = [
    ("group", "Before"),
    ("criterion", {"text": "Asks for consent", "critical": True}),
    ("group", "On the couch"),
    ("criterion", {"text": "Keeps within the number", "critical": False}),
    ("criterion", {"text": "Re-tests", "critical": False}),
]
ENTRY = {
    "date": date(2026, 3, 1),
    "client": "C-014",
    "minutes": 60,
    "body_areas": "Neck",
    "techniques": "Palpation release",
    "before": "Turns 50 degrees to the left.",
    "done": "Held three points.",
    "after": "Turns 70 degrees.",
    "reflection": "Ask for the number more often.",
    "supervised_by": "",
}


def build_practical(course: CoursePage, **fields) -> PracticalPage:
    """A practical of three criteria, the first of them critical, in the first module."""
    fields = {"title": "Observed practical", "slug": "practical", "criteria": CRITERIA} | fields
    return ModulePage.objects.child_of(course).first().add_child(instance=PracticalPage(**fields))


def build_log(course: CoursePage, **fields) -> LogPage:
    """A log that wants two hours and two treatments."""
    fields = {"title": "Treatment log", "slug": "log", "required_minutes": 120, "required_treatments": 2} | fields
    return ModulePage.objects.child_of(course).first().add_child(instance=LogPage(**fields))


def build_staff(role: str, **fields) -> User:
    """Somebody with a role of the academy."""
    person = builders.build_user(is_staff=True, **fields)
    person.groups.add(Group.objects.get(name=role))
    return person


def notes(*verdicts: str, **fields) -> Notes:
    """Notes with these verdicts in order; all met without any."""
    told = verdicts or ("met", "met", "met")
    return Notes(verdicts={n: (verdict, "") for n, verdict in enumerate(told, 1)}, **fields)


def observe(seat: Enrolment, practical: PracticalPage, assessor: User, wrote: Notes | None = None) -> Observation:
    """Watch, write and sign as the assessor."""
    started = start_observation(enrolment=seat, practical=practical, assessor=assessor, at=NOON)
    save_notes(observation=started, assessor=assessor, notes=wrote or notes())
    return sign_observation(observation=started, assessor=assessor, name="Ada Assessor", at=NOON)


def countersign(observation: Observation) -> Observation:
    student = observation.enrolment.student
    return countersign_observation(observation=observation, student=student, name="Sam Student", at=LATER)


def write_entry(seat: Enrolment, log: LogPage, **values) -> LogEntry:
    return add_entry(student=seat.student, log=log, values=ENTRY | values, at=NOON)


def submit(*entries: LogEntry) -> None:
    first = entries[0]
    ids = [entry.pk for entry in entries]
    submit_entries(student=first.enrolment.student, log=first.log, ids=ids, at=NOON)


def sign_off(*entries: LogEntry, assessor: User, at: datetime = NOON) -> int:
    submit(*entries)
    first = entries[0]
    ids = [entry.pk for entry in entries]
    return sign_off_entries(log=first.log, enrolment=first.enrolment, ids=ids, assessor=assessor, at=at)
