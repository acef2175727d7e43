"""The gradebook of a course: who sits in it, and how far each came in each quiz."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import CoursePage, Enrolment
from quizzes.models import Attempt, QuizPage

COUNTED = (Attempt.State.MARKED, Attempt.State.SUBMITTED)


@dataclass(frozen=True)
class Filters:
    """Whom to show: seats begun ``since`` … ``until`` (days), people by ``words``, by ``result`` in ``quiz`` or in all.

    ``result`` is "passed", "not_passed" or empty; whoever has not tried has not passed.
    """

    since: date | None = None
    until: date | None = None
    words: str = ""
    quiz: int | None = None
    result: str = ""

    @property
    def used(self) -> list[str]:
        """The names of the filters that are set; what was sought may be a person's name and is not told."""
        return [name for name in ("since", "until", "words", "quiz", "result") if getattr(self, name)]


@dataclass(frozen=True)
class Cell:
    """One student in one quiz: the best score (0 to 1), passed in any attempt or not, and how many were handed in."""

    best: Decimal | None
    passed: bool
    attempts: int

    @property
    def percent(self) -> Decimal | None:
        """The best score in percent, rounded down as the student reads it."""
        return None if self.best is None else (self.best * 1000 // 1) / 10


@dataclass(frozen=True)
class Line:
    """One student with a cell for each quiz, ``None`` where nothing was handed in."""

    seat: Enrolment
    cells: tuple[Cell | None, ...]


def quizzes_of(course: CoursePage) -> list[QuizPage]:
    """Return the quizzes of a course as they are taught, with no more than their titles."""
    return list(QuizPage.objects.descendant_of(course).order_by("path").only("pk", "title", "path", "live"))


def seats_of(course: CoursePage, quizzes: Collection[QuizPage], filters: Filters) -> QuerySet[Enrolment]:
    """Return the seats that ``filters`` leave, by name."""
    seats: QuerySet[Enrolment] = Enrolment.objects.filter(course=course).select_related("student")
    if filters.since:
        seats = seats.filter(started_at__date__gte=filters.since)
    if filters.until:
        seats = seats.filter(started_at__date__lte=filters.until)
    for word in filters.words.split():
        seats = seats.filter(_is_named(word))
    if filters.result:
        seats = _by_result(seats, [quiz.pk for quiz in quizzes], passed=filters.result == "passed")
    return seats.order_by("student__legal_name", "pk")


def _is_named(word: str) -> Q:
    names = ("student__legal_name", "student__preferred_name", "student__email")
    return Q(*((f"{name}__icontains", word) for name in names), _connector=Q.OR)


def _by_result(seats: QuerySet[Enrolment], quizzes: list[int], *, passed: bool) -> QuerySet[Enrolment]:
    """Keep who passed all of ``quizzes``, or who did not."""
    done = Q(attempts__passed=True, attempts__quiz__in=quizzes)
    counted = seats.annotate(passed_count=Count("attempts__quiz", filter=done, distinct=True))
    return counted.filter(passed_count=len(quizzes)) if passed else counted.filter(passed_count__lt=len(quizzes))


def read_lines(seats: Iterable[Enrolment], among: Any, quizzes: Sequence[QuizPage]) -> Iterator[Line]:
    """Give a line for each of ``seats``; one query for all attempts of ``among``, the same seats as ids or a query."""
    rows = (
        Attempt.objects.filter(enrolment__in=among, quiz__in=quizzes, state__in=COUNTED)
        .order_by()
        .values_list("enrolment_id", "quiz_id")
        .annotate(best=Max("score"), passes=Count("pk", filter=Q(passed=True)), count=Count("pk"))
    )
    cells = {(seat, quiz): Cell(best, bool(passes), attempts) for seat, quiz, best, passes, attempts in rows}
    for seat in seats:
        yield Line(seat, tuple(cells.get((seat.pk, quiz.pk)) for quiz in quizzes))


def gradebook_rows(lines: Iterable[Line], quizzes: Sequence[QuizPage]) -> Iterator[list[Any]]:
    """Give the rows of a spreadsheet, headings first; three columns a quiz."""
    titles = [quiz.title for quiz in quizzes]
    parts = [_("best score in %"), _("passed"), _("attempts")]
    yield [_("Student"), _("E-mail"), _("Enrolled"), *(f"{title}: {part}" for title in titles for part in parts)]
    for line in lines:
        seat = line.seat
        marks = [value for cell in line.cells for value in _cell_values(cell)]
        yield [str(seat.student), seat.student.email, timezone.localdate(seat.started_at).isoformat(), *marks]


def _cell_values(cell: Cell | None) -> list[Any]:
    if cell is None:
        return [None, None, 0]
    percent = cell.percent
    return [None if percent is None else float(percent), _("yes") if cell.passed else _("no"), cell.attempts]
