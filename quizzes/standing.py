"""How a student stands with a quiz: attempts used and left, when the next may start. Without a database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizzes.models import Attempt, QuizPage


@dataclass(frozen=True)
class Standing:
    """What the attempts so far allow; ``left`` is ``None`` without a limit, ``opens_at`` without a wait."""

    attempts: tuple["Attempt", ...]
    left: int | None
    opens_at: datetime | None
    running: "Attempt | None"

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
        """No attempt is left and none is running."""
        return self.left == 0 and self.running is None

    @property
    def may_start(self) -> bool:
        """Whether a new attempt may start now."""
        return self.running is None and self.left != 0 and self.opens_at is None


def standing(quiz: "QuizPage", attempts: Sequence["Attempt"], at: datetime) -> Standing:
    """Judge ``attempts`` (in any order) by the quiz's rules; an attempt past its deadline no longer runs."""
    ordered = tuple(sorted(attempts, key=lambda attempt: attempt.number))
    running = next((a for a in ordered if a.is_running and not a.is_overdue(at)), None)
    left = None if quiz.attempt_limit is None else max(0, quiz.attempt_limit - len(ordered))
    return Standing(ordered, left, _opens_at(quiz, ordered, at), running)


def _opens_at(quiz: "QuizPage", attempts: Sequence["Attempt"], at: datetime) -> datetime | None:
    ends = [end for attempt in attempts if (end := attempt.submitted_at or attempt.deadline)]
    if not ends or not quiz.wait_minutes:
        return None
    opens = max(ends) + timedelta(minutes=quiz.wait_minutes)
    return opens if at < opens else None
