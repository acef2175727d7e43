"""A student's notes as files: Markdown to read, JSON for programs. Without the database: the marks come grouped."""

from collections.abc import Iterable, Iterator
from typing import Any

from content.addresses import absolute
from courses.models import StudyMark
from courses.study_list import CourseMarks, StepMarks


def as_markdown(courses: Iterable[CourseMarks]) -> str:
    """Return a text with a heading for each course, module and step; passages are quotations."""
    return "\n\n".join(["# My notes", *_parts(courses)]) + "\n"


def _parts(courses: Iterable[CourseMarks]) -> Iterator[str]:
    for course in courses:
        yield f"## {course.title}"
        for module in course.modules:
            yield f"### {module.title}"
            for step in module.steps:
                yield f"#### {step.title}"
                yield from map(_as_text, step.marks)


def _as_text(mark: StudyMark) -> str:
    date = f"{mark.created_at:%Y-%m-%d}"
    if mark.is_highlight:
        return f"{_quoted(mark.exact)}\n\n*{mark.get_colour_display()}, {date}*"
    if mark.is_bookmark:
        return f"*{mark.get_kind_display()}, {date}*"
    on = f"{_quoted(mark.highlight.exact)}\n\n" if mark.highlight else ""
    return f"{on}{mark.text}\n\n*{mark.get_kind_display()}, {date}*"


def _quoted(words: str) -> str:
    return "\n".join(f"> {line}" for line in words.splitlines())


def as_data(courses: Iterable[CourseMarks]) -> list[dict[str, Any]]:
    """Return one dictionary a mark; passages as the W3C's TextQuoteSelector says them, times in ISO 8601."""
    return [
        {"course": course.title, "module": module.title, **_place(step), **_as_dict(mark)}
        for course in courses
        for module in course.modules
        for step in module.steps
        for mark in step.marks
    ]


def _place(step: StepMarks) -> dict[str, str]:
    return {"step": step.title, "address": absolute(step.url) if step.url else ""}


def _as_dict(mark: StudyMark) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": mark.pk,
        "kind": mark.kind,
        "created": mark.created_at.isoformat(),
        "changed": mark.updated_at.isoformat(),
    }
    if mark.is_note:
        data |= {"text": mark.text, "highlight": mark.highlight_id}
    if mark.is_highlight:
        selector = {"type": "TextQuoteSelector", "exact": mark.exact, "prefix": mark.prefix, "suffix": mark.suffix}
        data |= {"meaning": mark.get_colour_display(), "selector": selector}
    return data
