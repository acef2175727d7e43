"""What one student gets beyond the rules of a quiz, and when an attempt then ends. Without a database."""

from dataclasses import astuple, dataclass
from datetime import datetime, timedelta

from quizzes.paper import Limits


@dataclass(frozen=True)
class Allowance:
    """More time (``percent`` of the limit and ``minutes``), more attempts, a later closing moment."""

    percent: int = 0
    minutes: int = 0
    attempts: int = 0
    closes_at: datetime | None = None

    def __bool__(self) -> bool:
        return any(astuple(self))

    def __or__(self, other: "Allowance") -> "Allowance":
        """Of two allowances the more generous figure of each kind counts: they are not added up."""
        closings = [moment for moment in (self.closes_at, other.closes_at) if moment]
        return Allowance(
            max(self.percent, other.percent),
            max(self.minutes, other.minutes),
            max(self.attempts, other.attempts),
            max(closings, default=None),
        )


NO_ALLOWANCE = Allowance()


def time_allowed(limit: int | None, allowance: Allowance) -> timedelta | None:
    """Return the length of a sitting whose limit is ``limit`` minutes; without a limit more time means nothing."""
    if limit is None:
        return None
    return timedelta(minutes=limit) * (100 + allowance.percent) / 100 + timedelta(minutes=allowance.minutes)


def closing(closes_at: datetime | None, allowance: Allowance) -> datetime | None:
    """Return when the quiz closes for the student: their own moment if it is later, ``None`` if it never does."""
    if closes_at is None or allowance.closes_at is None:
        return closes_at
    return max(closes_at, allowance.closes_at)


def deadline_of(limits: Limits, allowance: Allowance, started_at: datetime) -> datetime | None:
    """Return when an attempt begun at ``started_at`` ends: when its time is up or the quiz closes, or never."""
    time = time_allowed(limits.time_limit, allowance)
    ends = [closing(limits.closes_at, allowance), None if time is None else started_at + time]
    return min((end for end in ends if end), default=None)


def never_earlier(present: datetime | None, wanted: datetime | None) -> datetime | None:
    """Return the later deadline; ``None``, which never comes, is the latest of all."""
    return None if present is None or wanted is None else max(present, wanted)


def extra_time(limits: Limits | None, started_at: datetime, deadline: datetime | None) -> timedelta:
    """Return how much later than everybody's a deadline is."""
    regular = deadline_of(limits, NO_ALLOWANCE, started_at) if limits else None
    return timedelta(0) if regular is None or deadline is None else max(timedelta(0), deadline - regular)
