"""Loading a course from its folder of files, and writing one there."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from content.source_faults import SourceError, SourceFaults
from courses.models import CourseIndexPage, CoursePage
from courses.sources.exporting import export_course
from courses.sources.loading import Report, load_course


class Command(BaseCommand):
    """``course load FOLDER [--check]`` and ``course export SLUG FOLDER``."""

    help = "Loads a course from a folder of files (all of it or nothing), or writes a course to one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        load = verbs.add_parser("load", help="bring a course to what the files of a folder say")
        load.add_argument("folder", type=Path)
        load.add_argument("--check", action="store_true", help="say what is wrong or would change, and write nothing")
        export = verbs.add_parser("export", help="write the files of a course")
        export.add_argument("slug")
        export.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] == "export":
            self.export(options["slug"], options["folder"])
        else:
            self.load(options["folder"], check=options["check"])

    @transaction.atomic
    def load(self, folder: Path, *, check: bool) -> None:
        catalogue = CourseIndexPage.objects.live().first()
        if catalogue is None:
            raise CommandError("There is no catalogue page to put a course into.")
        try:
            _course, report = load_course(folder=folder, catalogue=catalogue, at=timezone.now(), say=self.stdout.write)
        except (SourceError, SourceFaults) as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from error
        transaction.set_rollback(check)
        self.tell(report)

    def tell(self, report: Report) -> None:
        for title in report.changed:
            self.stdout.write(f"changed: {title}")
        for title in report.unlisted:
            self.stdout.write(f"not in the files, left as it is: {title}")
        self.stdout.write(f"{len(report.changed)} changed, {report.same} as they were")

    def export(self, slug: str, folder: Path) -> None:
        course = CoursePage.objects.filter(slug=slug).first()
        if course is None:
            raise CommandError(f"There is no course “{slug}”.")
        for name, text in export_course(course=course).items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text)
            self.stdout.write(name)
