"""My learning: every course of one student, read in a number of queries that does not grow with them."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from courses.access import MONEY_ON_ITS_WAY, Access, Reason, standing_of
from courses.continuing import next_step_of
from courses.measure import Progress, measure
from courses.models import Enrolment, Order, StepRecord
from courses.outline import Outline, OutlineStep, get_outlines


@dataclass(frozen=True)
class LearnCourse:
    """One course of a student: where they are in it and how the seat stands."""

    outline: Outline
    access: Access
    progress: Progress
    next_step: OutlineStep | None
    touched_at: datetime

    @property
    def is_open(self) -> bool:
        """Whether the student may go on now."""
        return self.access.reason is Reason.ENROLLED

    @property
    def is_finished(self) -> bool:
        """Whether the course is completed."""
        return self.access.completed

    @property
    def record(self) -> StepRecord | None:
        """The record of the step to go on with, if it was opened already."""
        return self.access.records.get(self.next_step.id) if self.next_step else None

    @property
    def begun(self) -> bool:
        """Whether any step was opened."""
        return bool(self.access.records)


@dataclass(frozen=True)
class Learning:
    """What My learning shows: ``current`` is the one big “continue”; ``waiting`` are orders without a seat yet."""

    current: LearnCourse | None
    others: list[LearnCourse]
    finished: list[LearnCourse]
    waiting: list[Order]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.current or self.others or self.finished or self.waiting)


def learning_of(student: User) -> Learning:
    """Read everything of one student: seats, records, orders on their way; outlines come from the cache."""
    seats = list(student.enrolments.select_related("order").prefetch_related("step_records"))
    outlines = get_outlines(seat.course_id for seat in seats)
    courses = sorted(
        (_course(seat, outlines[seat.course_id]) for seat in seats), key=lambda c: c.touched_at, reverse=True
    )
    current = next((course for course in courses if course.is_open and not course.is_finished), None)
    return Learning(
        current=current,
        others=[course for course in courses if course is not current and not course.is_finished],
        finished=[course for course in courses if course.is_finished],
        waiting=_waiting(student, {seat.course_id for seat in seats}),
    )


def _course(seat: Enrolment, outline: Outline) -> LearnCourse:
    access = standing_of(seat)
    return LearnCourse(
        outline=outline,
        access=access,
        progress=measure(outline, access.done, completed=access.completed),
        next_step=next_step_of(outline, access),
        touched_at=max((record.last_opened_at for record in access.records.values()), default=seat.started_at),
    )


def _waiting(student: User, seated: set[int]) -> list[Order]:
    return list(student.orders.filter(state__in=MONEY_ON_ITS_WAY).exclude(course_id__in=seated).order_by("-created_at"))
