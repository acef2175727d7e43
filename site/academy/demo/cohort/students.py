"""One simulated student's weeks in a course: lesson by lesson, a quiz after each module, again where it failed."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from courses.models import Enrolment, StepRecord
from quizzes.models import Attempt
from quizzes.services.keeping import step_score

from .press import Press
from .sittings import Sat, sit

#: Everybody began within so many days, and needs so many for one quiz.
BEGAN, PACE = (20, 125), (4, 10)
LEARNT = 0.45  # from one attempt to the next, in standard deviations of the ability
TRIES = 2
EVENING = timedelta(hours=18)


@dataclass(frozen=True)
class Stretch:
    """A part of the course: the ids of lessons, and the quiz that ends them."""

    lessons: tuple[int, ...]
    press: Press


@dataclass
class Student:
    """Everything that one student did, still to be saved."""

    seat: Enrolment
    ability: float
    draw: Random
    sittings: list[Sat] = field(default_factory=list)
    records: dict[int, StepRecord] = field(default_factory=dict)

    def live(self, stretches: list[Stretch], *, until: datetime) -> None:
        """Study from the day of enrolment until ``until``, at a pace of their own."""
        moment, days = self.seat.started_at, self.draw.uniform(*PACE)
        for stretch in stretches:
            if moment >= until:
                return
            ending = moment + timedelta(days=days * self.draw.uniform(0.8, 1.3))
            self._read(stretch.lessons, moment, ending, until)
            moment = self._sit(stretch.press, ending, until)

    def _read(self, lessons: tuple[int, ...], start: datetime, ending: datetime, until: datetime) -> None:
        for number, step in enumerate(lessons):
            opened = start + (ending - start) * number / (len(lessons) + 1)
            if opened < until:
                self._record(step, opened).completed_at = min(until, opened + timedelta(minutes=50))

    def _sit(self, press: Press, at: datetime, until: datetime) -> datetime:
        """Sit a quiz until it is passed or given up; return when that was."""
        for number in range(1, min(TRIES, press.quiz.attempt_limit or TRIES) + 1):
            at = at.replace(hour=0, minute=0, second=0, microsecond=0) + EVENING * self.draw.uniform(0.5, 1.2)
            if at + timedelta(hours=3) >= until:
                return until
            ability = self.ability + LEARNT * (number - 1)
            sat = sit(press, seat=self.seat, number=number, at=at, ability=ability, draw=self.draw)
            self.sittings.append(sat)
            self._note(sat.attempt)
            if sat.attempt.passed or sat.pending:
                break
            at += timedelta(days=self.draw.randint(2, 5))
        return at

    def _note(self, attempt: Attempt) -> None:
        """Complete the step of a passed quiz as of the moment it was handed in, as ``complete_if_passed`` does."""
        record = self._record(attempt.quiz_id, attempt.started_at)
        if attempt.passed and attempt.score is not None:
            record.completed_at, record.score = attempt.submitted_at, step_score(attempt.score)

    def _record(self, step: int, at: datetime) -> StepRecord:
        record = self.records.setdefault(step, StepRecord(enrolment=self.seat, step_id=step, opened_at=at))
        record.last_opened_at = at
        return record
