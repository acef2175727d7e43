"""What the gate can answer. Without the database, so that page types may know it too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from courses.outline import OutlineStep

if TYPE_CHECKING:
    from courses.models import Enrolment, Order, StepRecord


class Reason(StrEnum):
    """Why the gate opened or did not."""

    FREE_PREVIEW = "free_preview"
    ENROLLED = "enrolled"
    STAFF = "staff"
    NOT_LIVE = "not_live"
    RESTRICTED = "restricted"
    ANONYMOUS = "anonymous"
    NOT_ENROLLED = "not_enrolled"
    LOCKED = "locked"
    PAYMENT_WAITING = "payment_waiting"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(frozen=True)
class Access:
    """The gate's answer, with what it read on the way so that nobody reads it twice.

    ``records`` are the student's records in this course by step id; ``blocking`` is the step to finish first;
    ``order`` is the purchase that the seat stands on, or the one that is still waiting for its money.
    """

    allowed: bool
    reason: Reason
    enrolment: Enrolment | None = None
    records: Mapping[int, StepRecord] = field(default_factory=dict)
    blocking: OutlineStep | None = None
    order: Order | None = None

    @property
    def seat(self) -> Enrolment:
        """The seat; ask only of somebody who has one."""
        if self.enrolment is None:
            raise LookupError("There is no seat.")
        return self.enrolment

    @property
    def as_student(self) -> bool:
        """Whether what happens on the step counts as progress."""
        return self.allowed and self.reason is Reason.ENROLLED

    @cached_property
    def done(self) -> frozenset[int]:
        """The ids of the steps that the student completed."""
        return frozenset(step_id for step_id, record in self.records.items() if record.completed_at)

    @property
    def completed(self) -> bool:
        """Whether the student finished the course."""
        return self.enrolment is not None and self.enrolment.completed_at is not None
