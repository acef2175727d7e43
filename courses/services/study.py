"""Keeping notes, highlights and bookmarks. Adding needs a seat; what one has may be changed and removed at any time."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from wagtail.models import Page

from courses.models import Enrolment, StudyMark

MOST_PER_STEP = 500


class StudyFullError(Exception):
    """The student keeps as much beside this step as one may."""


@dataclass(frozen=True)
class Passage:
    """Where words stand in a lesson: the words, those before and after, and the place of the first letter."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    position: int = 0


@transaction.atomic
def add_note(*, seat: Enrolment, step: Page, text: str, at: datetime, highlight: StudyMark | None = None) -> StudyMark:
    """Keep a note; the same words sent twice are one note. Raises StudyFullError."""
    marks = _locked(seat, step)
    same = marks.filter(kind=StudyMark.Kind.NOTE, text=text, highlight=highlight).first()
    return same or _add(seat, step, at, kind=StudyMark.Kind.NOTE, text=text, highlight=highlight)


@transaction.atomic
def highlight_passage(*, seat: Enrolment, step: Page, passage: Passage, colour: str, at: datetime) -> StudyMark:
    """Keep a highlight; the same passage again takes the new colour. Raises StudyFullError."""
    marks = _locked(seat, step).filter(kind=StudyMark.Kind.HIGHLIGHT)
    same = marks.filter(exact=passage.exact, position=passage.position).first()
    if same:
        return change_colour(mark=same, colour=colour, at=at)
    return _add(seat, step, at, kind=StudyMark.Kind.HIGHLIGHT, colour=colour, **asdict(passage))


@transaction.atomic
def set_bookmark(*, seat: Enrolment, step: Page, on: bool, at: datetime) -> None:
    """Put a bookmark into a step or take it out; to say the same twice changes nothing."""
    marks = _locked(seat, step).filter(kind=StudyMark.Kind.BOOKMARK)
    if not on:
        marks.delete()
    elif not marks.exists():
        _add(seat, step, at, kind=StudyMark.Kind.BOOKMARK)


def change_text(*, mark: StudyMark, text: str, at: datetime) -> StudyMark:
    """Write a note anew."""
    mark.text, mark.updated_at = text, at
    mark.save(update_fields=["text", "updated_at"])
    return mark


def change_colour(*, mark: StudyMark, colour: str, at: datetime) -> StudyMark:
    """Give a highlight another meaning."""
    mark.colour, mark.updated_at = colour, at
    mark.save(update_fields=["colour", "updated_at"])
    return mark


def remove_mark(*, mark: StudyMark) -> None:
    """Remove a mark for good; the notes on a highlight stay, as notes on the step."""
    mark.delete()


def _locked(seat: Enrolment, step: Page):
    """Let one request of a student at a time add something, so that the limit holds."""
    Enrolment.objects.select_for_update().get(pk=seat.pk)
    return StudyMark.objects.filter(student_id=seat.student_id, step_id=step.pk)


def _add(seat: Enrolment, step: Page, at: datetime, **fields) -> StudyMark:
    if StudyMark.objects.filter(student_id=seat.student_id, step_id=step.pk).count() >= MOST_PER_STEP:
        raise StudyFullError
    return StudyMark.objects.create(student_id=seat.student_id, step_id=step.pk, created_at=at, updated_at=at, **fields)
