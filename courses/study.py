"""What a student has kept beside one step, in one query. Page types use it, so it imports no models."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from courses.access_answer import Access

if TYPE_CHECKING:
    from accounts.models import User
    from courses.models import StudyMark


@dataclass(frozen=True)
class StudyItem:
    """A highlight with the notes that stand on it, or a note that stands by itself."""

    mark: StudyMark
    notes: tuple[StudyMark, ...] = ()


@dataclass(frozen=True)
class Study:
    """Everything that one student keeps beside one step: ``items`` in the order of the text, loose notes first."""

    bookmark: StudyMark | None
    items: tuple[StudyItem, ...]

    @property
    def count(self) -> int:
        """How many notes and highlights there are."""
        return sum(1 + len(item.notes) for item in self.items)


def study_beside(access: Access, step_id: int) -> Study | None:
    """Return what the student of an open seat keeps beside a step; ``None`` for everyone else."""
    return study_of(access.seat.student, step_id) if access.as_student else None


def study_of(student: User, step_id: int) -> Study:
    """Read everything that ``student`` keeps beside a step, in one query."""
    marks = list(student.study_marks.filter(step_id=step_id))
    return Study(next((mark for mark in marks if mark.is_bookmark), None), arranged(marks))


def arranged(marks: list[StudyMark]) -> tuple[StudyItem, ...]:
    """Put highlights in the order of the text, each with its notes; notes that stand alone come first, oldest first."""
    on: dict[int | None, list[StudyMark]] = {}
    for note in sorted((mark for mark in marks if mark.is_note), key=lambda mark: mark.pk):
        on.setdefault(note.highlight_id, []).append(note)
    highlights = sorted((mark for mark in marks if mark.is_highlight), key=lambda mark: (mark.position, mark.pk))
    return (
        *(StudyItem(note) for note in on.get(None, [])),
        *(StudyItem(mark, tuple(on.get(mark.pk, []))) for mark in highlights),
    )
