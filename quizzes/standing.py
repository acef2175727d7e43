"""How a student stands with a quiz: attempts used and left, when the next may start. Without a database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from quizzes.allowance import Allowance, closing

if TYPE_CHECKING:
    from quizzes.models import Attempt, QuizPage


@dataclass(frozen=True)
class Standing:
    """What the attempts so far allow; ``left`` and ``total`` are ``None`` without a limit of attempts.

    ``opens_at`` is there while the next attempt must wait, ``closes_at`` if the quiz closes for this student.
    """

    attempts: tuple["Attempt", ...]
    total: int | None
    opens_at: datetime | None
    closes_at: datetime | None
    closed: bool
    running: "Attempt | None"

    @property
    def left(self) -> int | None:
        """How many attempts may still be started, as far as their number goes."""
        return None if self.total is None else max(0, self.total - len(self.attempts))

    @property
    def waiting(self) -> "Attempt | None":
        """An attempt that was handed in and is not marked yet; no other starts meanwhile."""
        return next((attempt for attempt in self.attempts if attempt.is_waiting), None)

    @property
    def passed(self) -> bool:
        """Whether any attempt passed."""
        return any(attempt.passed for attempt in self.attempts)

    @property
    def best(self) -> "Attempt | None":
        """The attempt with the best score, a passed one before any other."""
        marked = [attempt for attempt in self.attempts if attempt.score is not None]
        return max(marked, key=lambda attempt: (bool(attempt.passed), attempt.score), default=None)

    @property
    def exhausted(self) -> bool:
        """No attempt is left or the quiz has closed, none is running, and none waits for its marks."""
        return (self.left == 0 or self.closed) and self.running is None and self.waiting is None

    @property
    def may_start(self) -> bool:
        """Whether a new attempt may start now."""
        busy = self.running or self.waiting
        return busy is None and self.left != 0 and self.opens_at is None and not self.closed


def standing(quiz: "QuizPage", attempts: Sequence["Attempt"], at: datetime, allowance: Allowance) -> Standing:
    """Judge ``attempts`` (in any order) by the quiz's rules and what the student has beyond them.

    An attempt past its deadline no longer runs.
    """
    ordered = tuple(sorted(attempts, key=lambda attempt: attempt.number))
    opens_at, closes_at = _opens_at(quiz, ordered, at), closing(quiz.closes_at, allowance)
    return Standing(
        attempts=ordered,
        total=None if quiz.attempt_limit is None else quiz.attempt_limit + allowance.attempts,
        opens_at=opens_at,
        closes_at=closes_at,
        closed=closes_at is not None and (opens_at or at) >= closes_at,
        running=next((a for a in ordered if a.is_running and not a.is_overdue(at)), None),
    )


def _opens_at(quiz: "QuizPage", attempts: Sequence["Attempt"], at: datetime) -> datetime | None:
    """When the window opens and the wait after the last attempt is over."""
    moments = [quiz.opens_at] if quiz.opens_at else []
    ends = [end for attempt in attempts if (end := attempt.submitted_at or attempt.deadline)]
    if ends and quiz.wait_minutes:
        moments.append(max(ends) + timedelta(minutes=quiz.wait_minutes))
    return max((moment for moment in moments if at < moment), default=None)
