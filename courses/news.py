"""What a student should know of changes: what is to be confirmed, and what differs from what they have read.

The changes come with the cached outline; only where one concerns safety is the database asked, once, for what this
student has confirmed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.models import User
from courses.access_answer import Access
from courses.edit_rules import EditKind, is_news
from courses.outline_types import Outline, OutlineStep, StepChange

#: When a student confirmed each notice that they must read, by the notice's id; ``None`` is not yet.
Readings = Mapping[int, datetime | None]


@dataclass(frozen=True)
class News:
    """One change as it concerns one student."""

    change: StepChange
    step: OutlineStep
    must_confirm: bool


def news_of_course(outline: Outline, access: Access, readings: Readings) -> list[News]:
    """Return what is to be confirmed, then what changed since the student read it; the newest first."""
    found = [_news(outline, access, readings, change) for change in outline.changes]
    return sorted((news for news in found if news), key=lambda news: not news.must_confirm)


def _news(outline: Outline, access: Access, readings: Readings, change: StepChange) -> News | None:
    step = outline.step(change.step_id)
    if step is None or access.enrolment is None:
        return None
    if change.notice_id in readings:
        return None if readings[change.notice_id] else News(change, step, must_confirm=True)
    record = access.records.get(change.step_id)
    last = record.last_opened_at if record else None
    return (
        News(change, step, must_confirm=False) if is_news(kind=change.kind, at=change.at, last_opened_at=last) else None
    )


def readings_of(student: User, changes: Iterable[StepChange]) -> Readings:
    """Return what ``student`` must read among ``changes``; asks only if one concerns safety."""
    notices = {change.notice_id for change in changes if change.kind == EditKind.SAFETY}
    if not notices:
        return {}
    return dict(student.notice_readings.filter(notice__in=notices).values_list("notice_id", "acknowledged_at"))


def course_news(outline: Outline, access: Access) -> list[News]:
    """Return the news of a course for whoever has a seat in it; a query at most."""
    if access.enrolment is None or not outline.changes:
        return []
    return news_of_course(outline, access, readings_of(access.seat.student, _since_seat(outline.changes, access)))


def step_news(outline: Outline, access: Access, step_id: int) -> dict[str, Any]:
    """Return what a step's page says of its changes: the news for this student, and the history for everyone."""
    changes = outline.changes_of(step_id)
    if access.enrolment is None or not changes:
        return {"changes": changes, "news": []}
    readings = readings_of(access.seat.student, _since_seat(changes, access))
    found = [_news(outline, access, readings, change) for change in changes]
    return {"changes": changes, "news": [news for news in found if news]}


def _since_seat(changes: Iterable[StepChange], access: Access) -> list[StepChange]:
    """Whoever came after a change has read the new text: there is nothing to ask about."""
    return [change for change in changes if change.at >= access.seat.started_at]
