"""Bringing a course to what its files say: all of it or nothing; students' progress stays, for pages keep their ids."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from wagtail.models import Page

from accounts.models import User
from content.services.pages import PageType, keep_order, keep_page
from content.source import Source, split_pieces
from content.source_blocks import questions_in, render_markdown, stream_of
from content.source_faults import SourceError, SourceFaults, gather
from content.source_finder import NotFound
from courses.models import CourseIndexPage, CoursePage, LessonPage, ModulePage
from courses.services.reuse import reuse_module

from .bank import the_bank
from .live import keep_session
from .media import LibraryFinder
from .reading import CourseSource, DataSource, LessonSource, ModuleSource, line_of, read_course
from .shapes import PLAIN_FIELDS, CourseFile

Say = Callable[[str], None]


@dataclass
class Report:
    """What a load did: titles of what changed, how many things stayed, and live steps that no file holds."""

    changed: list[str] = field(default_factory=list)
    same: int = 0
    unlisted: list[str] = field(default_factory=list)

    def note(self, title: str, changed: bool) -> None:
        """Count one thing."""
        if changed:
            self.changed.append(title)
        else:
            self.same += 1


@transaction.atomic
def load_course(
    *, folder: Path, catalogue: CourseIndexPage, at: datetime, say: Say, actor: User | None = None
) -> tuple[CoursePage, Report]:
    """Load the course in ``folder``; raise SourceFaults with every fault found, having written nothing."""
    return _Loader(read_course(folder), catalogue, at, say, actor).load()


class _Loader:
    """Carries one load out; faults that only the library or the bank can show are gathered before it gives up."""

    def __init__(
        self, course: CourseSource, catalogue: CourseIndexPage, at: datetime, say: Say, actor: User | None
    ) -> None:
        self.source, self.catalogue, self.at, self.say, self.actor = course, catalogue, at, say, actor
        self.finder = LibraryFinder(course.folder, actor=actor)
        self.report = Report()
        self.faults: list[ValueError] = []

    def load(self) -> tuple[CoursePage, Report]:
        course = self.keep(self.catalogue, CoursePage, self.source.meta.slug, self.course_values(self.source.meta))
        for session in self.source.sessions:
            self.report.note(session.title, keep_session(course=course, session=session, at=self.at))
        modules = []
        for number, module in enumerate(self.source.modules, 1):
            kept = self.module(course, module)
            modules += [kept] if kept else []
            self.say(f"{course.title}: module {number} of {len(self.source.modules)}, {kept.title if kept else '…'}")
        if self.faults:
            raise SourceFaults(self.faults)
        keep_order(parent=course, pages=modules, actor=self.actor)
        return CoursePage.objects.get(pk=course.pk), self.report

    def keep(self, parent: Page, page_type: type[PageType], slug: str, values: dict[str, Any]) -> PageType:
        page, changed = keep_page(parent=parent, page_type=page_type, slug=slug, values=values, actor=self.actor)
        self.report.note(page.title, changed)
        return page

    def course_values(self, data: CourseFile) -> dict[str, Any]:
        """Return a course file's values as the page's fields."""
        return {
            **{name: getattr(data, name) for name in PLAIN_FIELDS},
            "hero_image_id": self.hero(data.hero_image),
            "body": self.prose(data.body, "body"),
            "entry_routes": self.prose(data.entry_routes, "entry_routes"),
            "learning_outcomes": [("outcome", line) for line in data.learning_outcomes],
            "assessed_by": [("method", line) for line in data.assessed_by],
            "tutors": [("tutor", tutor.model_dump()) for tutor in data.tutors],
            "faq": [
                ("entry", {"question": entry.question, "answer": render_markdown(entry.answer)}) for entry in data.faq
            ],
            "eligibility": [("route", route.model_dump()) for route in data.eligibility],
        }

    def hero(self, name: str) -> int | None:
        try:
            return self.finder.image(name) if name else None
        except NotFound as error:
            self.faults.append(SourceError(f"{self.source.folder.name}/course.yaml", 1, f"hero_image: {error}"))
            return None

    def prose(self, markdown: str, name: str) -> Any:
        """Return Markdown with blocks, as it stands in a YAML value, as a body."""
        file = f"{self.source.folder.name}/course.yaml, {name}"
        return self.body(Source(file, {}, split_pieces(file, markdown.strip().splitlines())))

    def body(self, source: Source) -> Any:
        try:
            return stream_of(source, self.finder)
        except (SourceError, SourceFaults) as error:
            gather(self.faults, error)
            return []

    def module(self, course: CoursePage, module: ModuleSource) -> ModulePage | None:
        if module.meta.reuse:
            return self.reused(course, module)
        planned = [("lesson", entry.model_dump()) for entry in module.meta.outline]
        values = {"title": module.meta.title, "summary": module.meta.summary, "planned": planned}
        page = self.keep(course, ModulePage, module.meta.slug, values)
        for bank in module.banks:
            self.report.note(bank.file, bool(the_bank().keep(bank=bank.data, at=self.at, actor=self.actor)))
        steps = [self.lesson(page, lesson) for lesson in module.lessons]
        steps += [quiz for quiz in (self.quiz(page, quiz) for quiz in module.quizzes) if quiz]
        steps += [self.practice(page, kind, practice) for kind, practice in module.practices]
        keep_order(parent=page, pages=steps, actor=self.actor)
        known = {step.pk for step in steps}
        self.report.unlisted += [step.title for step in page.get_children().live() if step.pk not in known]
        return page

    def reused(self, course: CoursePage, module: ModuleSource) -> ModulePage | None:
        """Show another course's module here."""
        other, _slash, slug = module.meta.reuse.partition("/")
        original = ModulePage.objects.filter(slug=slug, url_path__endswith=f"/{other}/{slug}/", alias_of=None).first()
        if original is None:
            text = f"reuse: there is no module “{module.meta.reuse}”; load its course first"
            self.faults.append(SourceError(f"{self.source.folder.name}/modules.yaml", module.line, text))
            return None
        return reuse_module(module=original, course=course, actor=self.actor)

    def lesson(self, module: ModulePage, lesson: LessonSource) -> LessonPage:
        """Bring a lesson, and the questions that it asks by the way, to what its file says."""
        meta = lesson.meta
        self.rename(module, meta.was, meta.slug)
        self.ask(lesson.source)
        fields = ("title", "summary", "minutes", "practice", "required", "free_preview")
        values = {name: getattr(meta, name) for name in fields}
        values |= {"outcomes": [("outcome", line) for line in meta.outcomes], "body": self.body(lesson.source)}
        return self.keep(module, LessonPage, meta.slug, values)

    def rename(self, module: ModulePage, old: str, new: str) -> None:
        """Give a page its new address before anything else, so that it is found there."""
        there = LessonPage.objects.child_of(module)
        page = there.filter(slug=old).first() if old and not there.filter(slug=new).exists() else None
        if page is not None:
            page.slug = new
            page.save_revision(user=self.actor).publish(user=self.actor)

    def ask(self, source: Source) -> None:
        """Put the questions of a lesson's self-checks into the bank."""
        lines = {piece.arguments[:1]: piece.line for piece in source.pieces if piece.kind == "self_check"}
        for key, question in self.questions(source).items():
            faults = the_bank().faults_in(bank={"questions": [question]})
            line = lines[(key,)]
            self.faults += [SourceError(source.file, line, f"self_check {key}, {text}") for _place, text in faults]
            if not faults:
                the_bank().keep(bank={"questions": [question]}, at=self.at, actor=self.actor)

    def questions(self, source: Source) -> dict[str, Any]:
        """A fault in one of them is told when the body is made, with its line."""
        try:
            return questions_in(source)
        except ValueError:
            return {}

    def quiz(self, module: ModulePage, quiz: Any) -> Page | None:
        try:
            return the_bank().keep_quiz(module=module, quiz=quiz.data, at=self.at, actor=self.actor)
        except ValueError as error:
            self.faults.append(SourceError(quiz.file, line_of(("items",), quiz.lines), str(error)))
            return None

    def practice(self, module: ModulePage, kind: str, practice: DataSource) -> Page:
        """Bring a practical or a log to what its file says."""
        data = practice.data
        page, changed = the_bank().keep_practice(kind=kind, module=module, practice=data, actor=self.actor)
        self.report.note(page.title, changed)
        return page
