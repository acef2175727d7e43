"""``manage.py questions …``: bring questions as a file, or take them as one."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from quizzes.exchange import FORMATS, LARGEST_UPLOAD, read
from quizzes.models import ImportLine, QuestionImport
from quizzes.services.exports import Choice, export_questions
from quizzes.services.import_keys import KEY_START, LONGEST_PREFIX
from quizzes.services.import_plan import Wishes, make_plan
from quizzes.services.imports import carry_out_import, check_import, confirm_import, lines_of, receive_import
from quizzes.types import QUESTION_TYPES


class Command(BaseCommand):
    """``questions import FILE`` and ``questions export --format gift --output FILE``."""

    help = "Brings questions as a file (all of them or nothing), or writes questions to one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        bring = verbs.add_parser("import", help="say what would become of a file line by line, and load it")
        bring.add_argument("file", type=Path)
        bring.add_argument("--format", choices=FORMATS, default="", help="recognised if it is not named")
        bring.add_argument("--prefix", default="", help="goes before every key")
        bring.add_argument("--tag", action="append", default=[], help="a tag for all; may be given several times")
        bring.add_argument("--existing", choices=QuestionImport.Existing.values, default="update")
        bring.add_argument("--publish", action="store_true", help="otherwise they come in as drafts")
        bring.add_argument("--load-rest", action="store_true", help="load the others where some cannot be taken")
        bring.add_argument("--dry-run", action="store_true", help="write nothing")
        take = verbs.add_parser("export", help="write questions to a file; what is lost is told on stderr")
        take.add_argument("--format", choices=FORMATS, required=True)
        take.add_argument("--output", type=Path, required=True)
        take.add_argument("--tag", default="")
        take.add_argument("--type", choices=QUESTION_TYPES, default="")
        take.add_argument("--prefix", default="")
        take.add_argument("--live", action="store_true", help="published ones only")

    def handle(self, *args: Any, **options: Any) -> None:
        asked = Namespace(**options)
        if asked.verb == "export":
            self.export(asked)
        else:
            self.bring(asked)

    def bring(self, asked: Namespace) -> None:
        wishes = wishes_of(asked)
        if not asked.file.is_file():
            raise CommandError(f"There is no file {asked.file}.")
        if asked.file.stat().st_size > LARGEST_UPLOAD:
            raise CommandError(f"{asked.file} is larger than {LARGEST_UPLOAD // 10**6} MB.")
        if asked.dry_run:
            self.try_out(asked, wishes)
        else:
            self.load(asked, wishes)

    def try_out(self, asked: Namespace, wishes: Wishes) -> None:
        with asked.file.open("rb") as opened:
            plan = make_plan(read(asked.file.name, opened, asked.format), wishes)
        self.tell(lines_of(plan), plan.notes, plan.counts)
        if plan.refused:
            raise CommandError(f"{plan.refused} cannot be taken.")

    def load(self, asked: Namespace, wishes: Wishes) -> None:
        """Go the same way as a file that staff bring, at once."""
        now = timezone.now
        with asked.file.open("rb") as opened:
            file = File(opened, name=asked.file.name)
            kept = receive_import(file=file, format=asked.format, wishes=wishes, actor=None, at=now(), then=leave)
        kept = check_import(import_id=kept.pk, at=now())
        confirm_import(token=kept.token, load_rest=asked.load_rest, actor=None, at=now(), then=leave)
        kept = carry_out_import(import_id=kept.pk, at=now())
        self.tell(kept.lines.all(), kept.notes, kept.counts)
        if kept.state == QuestionImport.State.REFUSED:
            raise CommandError(f"Nothing was loaded: {kept.refused} cannot be taken.")

    def tell(self, lines: Iterable[ImportLine], notes: Iterable[str], counts: dict[str, int]) -> None:
        for note in notes:
            self.stdout.write(note)
        for line in lines:
            told = "; ".join([*filter(None, [line.refused]), *line.notes])
            where = f"line {line.line}: " if line.line else ""
            self.stdout.write(f"{where}{line.what}: {line.key or line.name}" + (f" ({told})" if told else ""))
        self.stdout.write(", ".join(f"{count} {what}" for what, count in sorted(counts.items())))

    def export(self, asked: Namespace) -> None:
        choice = Choice(asked.tag, asked.type, asked.prefix, asked.live)
        written = export_questions(format=asked.format, choice=choice)
        for note in written.notes:
            self.stderr.write(note)
        asked.output.write_bytes(written.body)
        self.stdout.write(f"{asked.output}: {choice.questions().count()} questions")


def wishes_of(asked: Namespace) -> Wishes:
    """Return what the options ask for; raise CommandError for what a key or tag cannot be."""
    if asked.prefix and not KEY_START.fullmatch(asked.prefix):
        raise CommandError("The prefix takes small letters, digits and hyphens.")
    if len(asked.prefix) > LONGEST_PREFIX:
        raise CommandError(f"The prefix has at most {LONGEST_PREFIX} characters.")
    return Wishes(asked.prefix, tuple(asked.tag), asked.existing, asked.publish)


def leave(import_id: int) -> None:
    """Enqueue nothing: the command does at once what a task does elsewhere."""
