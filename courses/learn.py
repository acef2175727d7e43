"""My learning: every course of one student, read in a number of queries that does not grow with them."""

from dataclasses import dataclass, field
from datetime import datetime

from accounts.models import User
from courses.access import MONEY_ON_ITS_WAY, Access, Reason, standing_of
from courses.continuing import next_step_of
from courses.flashcards.reading import count_due
from courses.measure import Progress, measure
from courses.models import Enrolment, LiveSession, Order, StepRecord
from courses.news import News, news_of_course, readings_of
from courses.outline import Outline, OutlineStep, get_outlines

#: More sessions than this never begin within the ten hours that the longest may last.
SESSIONS_AT_ONCE = 50


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
    """What My learning shows: ``current`` is the one big “continue”; ``waiting`` are orders without a seat yet.

    ``session`` is the next live session of a course that is open; ``news`` are changes in what was read already;
    ``cards_due`` counts today's cards, ``None`` for whoever has no course open and therefore no cards.
    """

    current: LearnCourse | None
    others: list[LearnCourse]
    finished: list[LearnCourse]
    waiting: list[Order]
    session: LiveSession | None = None
    news: list[News] = field(default_factory=list)
    cards_due: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.current or self.others or self.finished or self.waiting)


def learning_of(student: User, *, at: datetime) -> Learning:
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
        session=_next_session({course.outline.course_id for course in courses if course.is_open}, at),
        news=_news(student, courses),
        cards_due=_cards_due(student, [course for course in courses if course.is_open], at),
    )


def _news(student: User, courses: list[LearnCourse]) -> list[News]:
    """Tell each change once, though several courses show the step; an ended seat is told nothing."""
    told = [course for course in courses if course.access.reason is not Reason.ENDED]
    readings = readings_of(student, (change for course in told for change in course.outline.changes))
    found = [news for course in told for news in news_of_course(course.outline, course.access, readings)]
    once = {news.change.notice_id: news for news in reversed(found)}
    newest_first = sorted(once.values(), key=lambda news: news.change.at, reverse=True)
    return sorted(newest_first, key=lambda news: not news.must_confirm)


def _cards_due(student: User, courses: list[LearnCourse], at: datetime) -> int | None:
    if not courses:
        return None
    opened = {step for course in courses for step in course.access.records}
    return count_due(student=student, courses=[course.outline.course_id for course in courses], opened=opened, at=at)


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


def _next_session(course_ids: set[int], at: datetime) -> LiveSession | None:
    """Return the session that runs or comes next; of those that may still run there are never many."""
    soonest = LiveSession.objects.not_over(at).filter(course_id__in=course_ids)[:SESSIONS_AT_ONCE]
    return next((session for session in soonest if not session.is_over(at)), None)
