"""Marks of a student grouped as the courses are: course, module, step. Two queries, however many there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from wagtail.models import Page

from content.addresses import path_of
from courses.models import StudyMark


@dataclass(frozen=True)
class StepMarks:
    """What is kept beside one step; ``url`` is empty when the step is not published any more."""

    title: str
    url: str
    marks: list[StudyMark]


@dataclass(frozen=True)
class ModuleMarks:
    """The steps of a module beside which something is kept."""

    title: str
    steps: list[StepMarks]


@dataclass(frozen=True)
class CourseMarks:
    """The modules of a course in which something is kept."""

    title: str
    modules: list[ModuleMarks]


def grouped(marks: Iterable[StudyMark]) -> list[CourseMarks]:
    """Group ``marks`` (in order, with their steps) as the page tree stands now."""
    by_step = [(step, list(own)) for step, own in groupby(marks, key=lambda mark: mark.step)]
    titles = _titles_above([step for step, _own in by_step])
    return [
        CourseMarks(
            titles.get(course, ""),
            [
                ModuleMarks(titles.get(module, ""), [_step_marks(step, own) for step, own in steps])
                for module, steps in groupby(inside, key=lambda pair: _above(pair[0].path))
            ],
        )
        for course, inside in groupby(by_step, key=lambda pair: _above(_above(pair[0].path)))
    ]


def _above(path: str) -> str:
    return path[: -Page.steplen]


def _titles_above(steps: list[Page]) -> dict[str, str]:
    modules = {_above(step.path) for step in steps}
    paths = modules | {_above(module) for module in modules}
    return dict(Page.objects.filter(path__in=paths).values_list("path", "title"))


def _step_marks(step: Page, marks: list[StudyMark]) -> StepMarks:
    return StepMarks(step.title, path_of(step) if step.live else "", marks)
