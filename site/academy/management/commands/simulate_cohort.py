"""``manage.py simulate_cohort``: fill Level 4 with fictional students who answer by a model; for the demo only."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management import CommandError
from django.core.management.base import BaseCommand
from django.utils import timezone

from academy.demo.cohort.keeping import SEED, STUDENTS, keep_cohort
from accounts.models import User
from courses.models import CoursePage


class Command(BaseCommand):
    help = "Add simulated students who sat the quizzes of a course; those who are there already stay as they are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--students", type=int, default=STUDENTS, help="how many there shall be in all")
        parser.add_argument("--seed", type=int, default=SEED, help="what decides abilities, questions and answers")
        parser.add_argument("--course", default="level-4-neuromuscular-massage-therapy", help="the course's slug")

    def handle(self, *args: object, students: int, seed: int, course: str, **options: object) -> None:
        if not settings.DEMO:
            raise CommandError("Simulated students are for the demo only: these settings have DEMO off.")
        page = CoursePage.objects.filter(slug=course, alias_of=None).first()
        if page is None:
            raise CommandError(f"There is no course “{course}”.")
        added = keep_cohort(
            course=page,
            students=students,
            seed=seed,
            staff={role: self.one_of(role) for role in ("administrator", "assessor")},
            at=timezone.now(),
            say=self.stdout.write,
        )
        self.stdout.write(f"{added} students added")

    def one_of(self, role: str) -> User:
        """Return somebody with a role; raise CommandError if nobody has it."""
        person = User.objects.filter(groups__name=role).order_by("pk").first()
        if person is None:
            raise CommandError(f"Nobody has the role “{role}”: run demo_academy first.")
        return person
