"""``manage.py demo_academy``: the demo's site, courses, people and histories; a second run changes nothing."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand

from academy.demo import build


class Command(BaseCommand):
    help = "Make the demo academy, or bring it up to date. Needs the payment sandbox to be running."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--prepare", action="store_true", help="also migrate and collect static files first")
        parser.add_argument("--announce", action="store_true", help="only print the address, the logins and a code")

    def handle(self, *args: object, prepare: bool, announce: bool, **options: object) -> None:
        if not settings.DEMO:
            raise CommandError("The demo academy is for development settings only.")
        if announce:
            self.stdout.write("\n".join(build.announcement()))
            return
        stamp = Path(settings.VAR) / "demo.stamp"
        if stamp.exists() and stamp.read_text() == build.fingerprint() and build.is_built():
            self.stdout.write("demo: already built; nothing to do")
            return
        if prepare:
            self.prepare()
        build.build(say=lambda words: self.stdout.write(f"demo: {words}"))
        stamp.write_text(build.fingerprint())

    def prepare(self) -> None:
        """Bring the database and the static files up to date."""
        self.stdout.write("demo: database")
        call_command("migrate", verbosity=0)
        self.stdout.write("demo: static files")
        call_command("collectstatic", interactive=False, verbosity=0)
