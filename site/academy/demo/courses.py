"""The demo's courses, each loaded from its folder as any course is."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from content.services.pages import keep_page
from courses.models import CourseIndexPage, CoursePage
from courses.sources.loading import load_course

from .pages import DATA

COURSES = DATA / "courses"
ORDER = ("level-4-nmt", "direct-to-level-4", "screening-for-red-flags")


def keep_courses(catalogue: CourseIndexPage, *, at: datetime, say: Callable[[str], None]) -> list[CoursePage]:
    """Bring the three courses to what the files say; return them in the order of the catalogue."""
    level_4, direct, cpd = (keep_course(catalogue, COURSES / folder, at=at, say=say) for folder in ORDER)
    for course in (level_4, cpd):
        keep_page(parent=catalogue, page_type=CoursePage, slug=course.slug, values={"direct_course": direct})
    return [level_4, direct, cpd]


def keep_course(catalogue: CourseIndexPage, folder: Path, *, at: datetime, say: Callable[[str], None]) -> CoursePage:
    """Bring one course to what its folder says."""
    course, report = load_course(folder=folder, catalogue=catalogue, at=at, say=say)
    say(f"{course.title}: {len(report.changed)} changed, {report.same} as they were")
    return course
