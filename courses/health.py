"""What the health report looks for in lessons: their parts, and their minutes against their words."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.models import Page

from content.contents import words_of
from content.health.finding import Finding, Kind, Severity
from content.health.readability import read_text
from courses.models import LessonPage


def check_lesson(page: Page) -> Iterator[Finding]:
    """Give what a lesson lacks; nothing about other pages."""
    if isinstance(page, LessonPage):
        yield from _parts(page)
        yield from _minutes(page)


def _parts(lesson: LessonPage) -> Iterator[Finding]:
    kinds = {block["type"] for block in lesson.body.raw_data}
    if not lesson.outcomes:
        yield Finding(Kind.LESSON, Severity.WARNING, _("The lesson names no outcomes."), "outcomes")
    if "self_check" not in kinds and not lesson.practice:
        yield Finding(Kind.LESSON, Severity.NOTE, _("The lesson asks no question."), "body")
    if "references" not in kinds and not lesson.practice:
        yield Finding(Kind.LESSON, Severity.NOTE, _("The lesson names no references."), "body")


def _minutes(lesson: LessonPage) -> Iterator[Finding]:
    """Reading is a part of a lesson's guided time and never more than the whole."""
    reading = read_text(words_of(lesson.body))
    facts = {"words": reading.words if reading else 0, "reading": reading.minutes if reading else 0}
    words = _("%(words)d words, %(reading)d minutes of reading; the lesson is given %(minutes)d minutes.")
    short = facts["reading"] > lesson.minutes
    severity = Severity.WARNING if short else Severity.NOTE
    yield Finding(Kind.LENGTH, severity, words % (facts | {"minutes": lesson.minutes}), "minutes")
