"""Building the whole demo, and saying what was built."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from accounts.services.people import enter_person
from certificates.models import Certificate
from certificates.states import State
from content.services.knowledge import load_knowledge

from .cohort.keeping import SEED, STUDENTS, keep_cohort
from .courses import keep_courses
from .discussions import keep_discussions
from .flashcards import keep_flashcards
from .histories import Historian
from .pages import DATA, read_yaml
from .site_pages import (
    keep_articles,
    keep_atlas,
    keep_catalogue,
    keep_contact,
    keep_glossary,
    keep_home,
    keep_site,
    keep_standard_pages,
)

# Printed for everyone; production has no demo.
PASSWORD = "work-smarter-not-harder"  # noqa: S105
ONE_BY_ONE = ("modelsearch.tasks.insert_or_update_object_task", "wagtail.tasks.update_reference_index_task")
CODE_SUFFIXES = {".py", ".md", ".yaml", ".html", ".css", ".js", ".svg", ".png", ".csv", ".pdf"}


def build(*, say: Callable[[str], None]) -> None:
    """Bring site, courses, people and histories to what the files say, telling each step to ``say``."""
    at = timezone.now()
    home = keep_site(say)
    catalogue = keep_catalogue(home)
    say("atlas, safety lists and glossary")
    load_knowledge(at=at)
    keep_atlas(home, catalogue)
    courses = keep_courses(catalogue, at=at, say=say)
    keep_standard_pages(home, say)
    keep_articles(home, say)
    keep_glossary(home)
    keep_contact(home)
    keep_home(home, list(courses))
    say("people")
    staff, students = keep_people()
    Historian(courses, staff["finance"], say).write(students)
    say(f"{keep_discussions(at=timezone.now())} questions under lessons")
    keep_flashcards(students, courses[0], at=at, say=say)
    keep_cohort(course=courses[0], students=STUDENTS, seed=SEED, staff=staff, at=timezone.now(), say=say)
    say(f"{len(students)} students, {Certificate.objects.count()} certificates")
    say("search index")
    index_at_once()


def index_at_once() -> None:
    """Index everything in one go, and take back the thousands of tasks that would do it one by one after the start."""
    call_command("update_index", verbosity=0)
    call_command("rebuild_references_index", verbosity=0)
    if settings.TASKS_BACKEND == "db":
        DBTaskResult.objects.ready().filter(task_path__in=ONE_BY_ONE).delete()


def keep_people() -> tuple[dict[str, User], list[User]]:
    """Make the staff, by role, and the students."""
    data = read_yaml(DATA / "people.yaml")
    staff = {entry["role"]: keep_person(entry, entry["role"]) for entry in data["staff"]}
    return staff, [keep_person(entry, "student") for entry in data["students"]]


def keep_person(entry: dict[str, str], role: str) -> User:
    """Make one person with the demo's password and a role, if not there yet."""
    person = User.objects.filter(email=entry["email"]).first()
    if person is None:
        names = {name: entry.get(name, "") for name in ("email", "legal_name", "preferred_name")}
        person = enter_person(**names, password=PASSWORD, verified=True)
        person.groups.add(Group.objects.get(name=role))
    return person


def is_built() -> bool:
    """Say whether the database holds the demo already."""
    try:
        return Certificate.objects.filter(state=State.VALID).exists()
    except DatabaseError:
        return False


def fingerprint() -> str:
    """Return a word that changes when any source of the project changes, so that a second start does no work twice."""
    digest = hashlib.sha256()
    for folder in ("site", "content", "courses", "quizzes", "certificates"):
        for file in sorted((settings.ROOT / folder).rglob("*")):
            if file.suffix in CODE_SUFFIXES:
                digest.update(f"{file.relative_to(settings.ROOT)} {file.stat().st_mtime_ns} ".encode())
    digest.update(str(Path(settings.STATIC_ROOT).exists()).encode())
    return digest.hexdigest()


def announcement() -> list[str]:
    """Return the lines that a newcomer needs: the address, the logins, a certificate to verify."""
    data = read_yaml(DATA / "people.yaml")
    certificate = Certificate.objects.filter(state=State.VALID).order_by("pk").first()
    logins = [(entry["role"], entry["email"]) for entry in data["staff"]]
    logins.append(("student", data["students"][0]["email"]))
    return [
        f"ready: {settings.PUBLIC_URL}/",
        f"staff area: {settings.PUBLIC_URL}/staff/",
        f"mailbox: {settings.PUBLIC_URL}/demo/mail/",
        f"sandbox: {settings.STRIPE_API_BASE}/panel/",
        *(f"login: {role} {email} password {PASSWORD}" for role, email in logins),
        f"certificate: {certificate.code if certificate else 'none yet'}",
    ]
