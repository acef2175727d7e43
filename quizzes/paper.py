"""The paper of an attempt as it is frozen at the start; the definitions themselves lie with the responses."""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A part of the paper; written once."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Branch(Frozen):
    """Where a decision leads: after an answer that is right, partly so or wrong, or that picked ``option`` (an id).

    ``to`` is the number of a later stage, 0 the end of the case.
    """

    when: Literal["right", "partly", "wrong", "option"]
    option: str = ""
    to: int = 0


class Decision(Frozen):
    """One thing to answer. ``item`` is its number within the attempt; the rest is what a case's stage adds.

    ``reveals`` names the parts of the patient's vignette that come into view with this stage.
    """

    item: int
    question_id: int | None = None
    revision_id: int | None = None
    title: str = ""
    findings: str = ""
    critical: bool = False
    reveals: tuple[str, ...] = ()
    branches: tuple[Branch, ...] = ()


class Patient(Frozen):
    """The client of a case as the student meets them; ``vignette`` maps history, posture, … to their text."""

    title: str
    age: int
    sex: str
    occupation: str
    complaint: str
    pain_drawing: tuple[str, ...] = ()
    vignette: dict[str, str] = {}


class Item(Frozen):
    """A question (one decision) or a case (one decision a stage) and the marks it carries."""

    kind: Literal["question", "case"]
    marks: Decimal
    decisions: tuple[Decision, ...]
    case_id: int | None = None
    case_revision_id: int | None = None
    patient: Patient | None = None
    rationale: str = ""
    references: str = ""


class Policy(Frozen):
    """What the review shows, and when."""

    when: Literal["after_submit", "after_last"] = "after_submit"
    marks: bool = True
    right_answers: bool = True
    explanations: bool = True


class Limits(Frozen):
    """Everybody's limits when the attempt began: ``time_limit`` in minutes, and the moment at which the quiz closes.

    What one student gets beyond them is counted from here, also while the attempt runs.
    """

    time_limit: int | None = None
    closes_at: datetime | None = None


class Paper(Frozen):
    """The whole sitting: items in this student's order, and the rules it is held to. ``pass_mark`` is in percent."""

    items: tuple[Item, ...]
    pass_mark: Decimal
    policy: Policy = Policy()
    limits: Limits | None = None

    @property
    def decisions(self) -> list[tuple[Item, Decision]]:
        """Every decision with its item, in order."""
        return [(item, decision) for item in self.items for decision in item.decisions]

    @property
    def marks(self) -> Fraction:
        """All the marks there are."""
        return sum((Fraction(item.marks) for item in self.items), Fraction(0))
