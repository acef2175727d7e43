"""Reading the folder of a course: every fault of every file is found before anything is written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from content.source import Source, read_source
from content.source_faults import SourceError, SourceFaults, gather
from content.yaml_lines import Place, check_shape, read_lines

from .bank import PRACTICES, the_bank
from .shapes import CourseFile, LessonFile, ModuleFile, ModulesFile, SessionFile, SessionsFile

SESSIONS = "sessions.yaml"


@dataclass(frozen=True)
class LessonSource:
    """A lesson's front matter, checked, and its file."""

    meta: LessonFile
    source: Source


@dataclass(frozen=True)
class DataSource:
    """A YAML file that the bank understands."""

    file: str
    data: dict[str, Any]
    lines: dict[Place, int]


@dataclass(frozen=True)
class ModuleSource:
    """A module with everything that its files hold."""

    meta: ModuleFile
    line: int
    lessons: tuple[LessonSource, ...] = ()
    banks: tuple[DataSource, ...] = ()
    quizzes: tuple[DataSource, ...] = ()
    practices: tuple[tuple[str, DataSource], ...] = ()


@dataclass(frozen=True)
class CourseSource:
    """A whole course as its folder holds it."""

    folder: Path
    meta: CourseFile
    modules: tuple[ModuleSource, ...]
    sessions: tuple[SessionFile, ...] = ()


def read_course(folder: Path) -> CourseSource:
    """Read the course in ``folder``; raise SourceFaults with every fault, each with file and line."""
    return _Reader(folder).read()


class _Reader:
    """Reads on after a fault, so that an author hears of all of them at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[ValueError] = []

    def read(self) -> CourseSource:
        course = self.attempt(lambda: self.shape("course.yaml", CourseFile)[0])
        found = self.attempt(lambda: self.shape("modules.yaml", ModulesFile))
        entries, lines = found if found else (ModulesFile.model_construct(modules=[]), {})
        modules = tuple(self.module(entry, lines.get(("modules", n), 1)) for n, entry in enumerate(entries.modules))
        sessions = self.attempt(self.sessions)
        if self.faults or course is None:
            raise SourceFaults(self.faults)
        return CourseSource(self.folder, course, modules, sessions)

    def sessions(self) -> tuple[SessionFile, ...]:
        """Read the live sessions, if the course has a file of them."""
        if not (self.folder / SESSIONS).exists():
            return ()
        return tuple(self.shape(SESSIONS, SessionsFile)[0].sessions)

    def module(self, entry: ModuleFile, line: int) -> ModuleSource:
        lessons = [self.attempt(self.lesson, name) for name in entry.lessons]
        banks = [self.attempt(self.data, name, the_bank().faults_in, "bank") for name in entry.banks]
        quizzes = [self.attempt(self.data, name, the_bank().faults_in_quiz, "quiz") for name in entry.quizzes]
        practices = [self.practice(kind, name) for names, kind in PRACTICES.items() for name in getattr(entry, names)]
        found = (tuple(filter(None, found)) for found in (lessons, banks, quizzes, practices))
        module = ModuleSource(entry, line, *found)
        if all([*lessons, *banks, *quizzes, *practices]):
            self.faults.extend(faults_within(module, file=self.name("modules.yaml")))
        return module

    def practice(self, kind: str, name: str) -> tuple[str, DataSource] | None:
        """Read the file of a practical or a log."""
        found = self.attempt(self.data, name, partial(the_bank().faults_in_practice, kind=kind), "practice")
        return (kind, found) if found else None

    def lesson(self, name: str) -> LessonSource:
        source = read_source(self.folder / name, name=self.name(name))
        return LessonSource(check_shape(LessonFile, source.meta, file=source.file, lines=source.lines), source)

    def data(self, name: str, faults_in: Callable[..., list[tuple[Place, str]]], what: str) -> DataSource:
        values, lines = read_lines(self.text(name), file=self.name(name))
        faults = faults_in(**{what: values})
        if faults:
            raise SourceFaults(SourceError(self.name(name), line_of(place, lines), text) for place, text in faults)
        return DataSource(self.name(name), values, lines)

    def shape(self, name: str, shape: type) -> tuple[Any, dict[Place, int]]:
        values, lines = read_lines(self.text(name), file=self.name(name))
        return check_shape(shape, values, file=self.name(name), lines=lines), lines

    def text(self, name: str) -> str:
        try:
            return (self.folder / name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SourceError(self.name(name), 1, f"cannot be read: {error}") from error

    def name(self, name: str) -> str:
        return f"{self.folder.name}/{name}"

    def attempt(self, read: Callable, *arguments: Any) -> Any:
        """Return what ``read`` returns; note the faults and return None if it finds any."""
        try:
            return read(*arguments)
        except (SourceError, SourceFaults) as error:
            gather(self.faults, error)
            return None


def line_of(place: Place, lines: dict[Place, int]) -> int:
    """Return the line of the innermost part of ``place`` that stands in the file."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def faults_within(module: ModuleSource, *, file: str) -> Iterator[SourceError]:
    """Give what only shows when a module is seen as a whole: two steps of one address, hours that do not add up."""
    seen: dict[str, str] = {}
    for slug, place, lines in _addresses(module):
        if slug in seen:
            yield SourceError(place, lines.get(("slug",), 1), f"slug: “{slug}” is the address of {seen[slug]} already")
        seen.setdefault(slug, place)
    for practice, hours in ((False, module.meta.hours_theory), (True, module.meta.hours_practice)):
        minutes = _minutes(module, practice=practice)
        if hours is not None and minutes != hours * 60:
            word = "practice" if practice else "theory"
            text = f"hours_{word}: {hours * 60} minutes, but the steps of “{module.meta.title}” have {minutes}"
            yield SourceError(file, module.line, text)


def _addresses(module: ModuleSource) -> Iterator[tuple[str, str, dict[Place, int]]]:
    for lesson in module.lessons:
        yield lesson.meta.slug, lesson.source.file, lesson.source.lines
    for quiz in module.quizzes:
        yield quiz.data["slug"], quiz.file, quiz.lines
    for _kind, practice in module.practices:
        yield practice.data["slug"], practice.file, practice.lines


def _minutes(module: ModuleSource, *, practice: bool) -> int:
    """Guided minutes of one column of hours; what is still to come counts as theory."""
    steps = [(lesson.meta.minutes, lesson.meta.practice) for lesson in module.lessons]
    steps += [the_bank().minutes_of_quiz(quiz=quiz.data) for quiz in module.quizzes]
    steps += [the_bank().minutes_of_practice(kind=kind, practice=found.data) for kind, found in module.practices]
    steps += [(planned.minutes, False) for planned in module.meta.outline]
    return sum(minutes for minutes, practical in steps if practical == practice)
