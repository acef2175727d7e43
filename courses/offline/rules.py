"""Whether something that was done without a connection counts, and when it was done. Rules without a database."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from courses.blocking import blocking_step
from courses.outline_types import Outline


class Verdict(StrEnum):
    """What became of an item; all but the first two are refusals, with the reason in the word."""

    ACCEPTED = "accepted"
    KNOWN = "known"
    MALFORMED = "malformed"
    NOT_IN_COURSE = "not_in_course"
    LOCKED = "locked"
    NOT_BY_HAND = "not_by_hand"


REFUSALS = frozenset({Verdict.MALFORMED, Verdict.NOT_IN_COURSE, Verdict.LOCKED, Verdict.NOT_BY_HAND})


def moment_of(claimed: datetime, *, earliest: datetime, now: datetime) -> datetime:
    """Return when it happened, as far as a device can be believed: not before ``earliest``, never after ``now``."""
    return min(now, max(earliest, claimed))


def refusal_of(outline: Outline, step_id: int, done: Collection[int], *, completed: bool) -> Verdict | None:
    """Say why nothing that happened on a step counts; ``None`` if it does."""
    if outline.step(step_id) is None:
        return Verdict.NOT_IN_COURSE
    if blocking_step(outline, step_id, done, completed=completed) is not None:
        return Verdict.LOCKED
    return None
