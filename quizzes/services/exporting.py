"""Taking personal results out of the academy: what leaves is told to the audit trail first."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from accounts.models import User
from accounts.services import audit
from courses.models import CoursePage
from quizzes.results.gradebook import Filters, gradebook_rows, quizzes_of, read_lines, seats_of


def export_gradebook(
    *, course: CoursePage, filters: Filters, form: str, actor: User, at: datetime, address: str | None
) -> Iterator[list[Any]]:
    """Record that ``actor`` takes the gradebook along, and return its rows; four queries, however many seats."""
    quizzes = [quiz for quiz in quizzes_of(course) if filters.quiz in (None, quiz.pk)]
    seats = seats_of(course, quizzes, filters)
    audit.record(
        action="gradebook.export",
        target=course,
        at=at,
        actor=actor,
        to_value=f"{form}, {seats.count()} students",
        reason=", ".join(filters.used),
        address=address,
    )
    lines = read_lines(seats.iterator(), seats.order_by().values("pk"), quizzes)
    return gradebook_rows(lines, quizzes)
