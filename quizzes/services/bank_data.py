"""The shape of bank entries and quizzes in files, checked wholly before anything is written."""

from decimal import Decimal
from typing import Any, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, field_validator, model_validator

from quizzes.branching import branch_faults
from quizzes.types import QUESTION_TYPES, read
from quizzes.types.authoring import with_ids
from quizzes.types.own_picture import image_of

Key = str
KEY = Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)
VignettePart = Literal["history", "posture", "rom", "palpation", "tests"]


class Data(BaseModel):
    """A part of a file."""

    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)


class AnswerData(Data):
    """Stem, type and the type's own part, as a question and a case's decision share them."""

    type: str
    stem: str = Field(min_length=1)
    rationale: str = ""
    references: str = ""
    own: dict[str, Any]

    @model_validator(mode="before")
    @classmethod
    def gather_own(cls, data: Any) -> Any:
        """Files write the type's own part without a level around it."""
        if not isinstance(data, dict):
            return data
        shared = {name: value for name, value in data.items() if name in cls.model_fields and name != "own"}
        return shared | {"own": {name: value for name, value in data.items() if name not in cls.model_fields}}

    @model_validator(mode="after")
    def makes_a_question(self) -> Self:
        """Ask the type's own definition, so that a file is held to what an editor is held to."""
        if self.type not in QUESTION_TYPES:
            raise ValueError(f"unknown type {self.type!r}: one of {', '.join(QUESTION_TYPES)}")
        read({"type": self.type, "stem": self.stem} | with_ids(self.own))
        if (picture := self.own.get("picture")) and image_of(picture["file"]) is None:
            raise ValueError(f"this academy has no image of the content {picture['file']!r}")
        return self


class BankedData(Data):
    """What questions and cases share in a file."""

    key: Key = KEY
    tags: list[str] = []
    difficulty: Literal["easy", "medium", "hard"] = "medium"


class QuestionData(BankedData, AnswerData):
    """A question."""

    outcome: str = Field(default="", max_length=200)


class DecisionData(Data):
    """A decision of a case: a question of its own, or one of the bank by key."""

    question: Key | None = None
    inline: AnswerData | None = None
    critical: bool = False

    @model_validator(mode="before")
    @classmethod
    def gather_inline(cls, data: Any) -> Any:
        """Files write a question of its own without a level around it."""
        if not isinstance(data, dict) or "question" in data or "inline" in data:
            return data
        own = {name: value for name, value in data.items() if name != "critical"}
        return {"inline": own, "critical": data.get("critical", False)}


class BranchData(Data):
    """Where an answer to a stage leads; without ``to`` the case ends."""

    when: Literal["right", "partly", "wrong", "option"]
    option: str = ""
    to: str = ""


class StageData(Data):
    """A stage of a case."""

    title: str = Field(max_length=120)
    findings: str = ""
    reveals: list[VignettePart] = []
    decision: DecisionData
    branches: list[BranchData] = Field(default=[], max_length=6)


class ClientData(Data):
    """The client of a case."""

    age: int = Field(ge=0, le=120)
    sex: Literal["female", "male", "other"]
    occupation: str = Field(max_length=120)


class CaseData(BankedData):
    """A case."""

    title: str = Field(max_length=160)
    client: ClientData
    complaint: str
    pain_drawing: list[str] = []
    history: str = ""
    posture: str = ""
    rom: str = ""
    palpation: str = ""
    tests: str = ""
    stages: list[StageData] = Field(min_length=1, max_length=10)
    rationale: str = ""
    references: str = ""

    @field_validator("stages")
    @classmethod
    def branches_lead_forwards(cls, stages: list[StageData]) -> list[StageData]:
        """Ask what the editor asks."""
        if faults := branch_faults([(stage.title, [b.model_dump() for b in stage.branches]) for stage in stages]):
            raise ValueError(" ".join(faults))
        return stages


class ItemData(Data):
    """A question or a case of a quiz by key, or a draw of so many questions that fit; and the marks of each.

    What a draw asks for: any of ``tags``, a key that begins with ``keys_start``, one of ``types``, a ``difficulty``,
    words of the ``outcome``; all of those that are given.
    """

    question: Key | None = None
    case: Key | None = None
    draw: int | None = Field(default=None, ge=1, le=100)
    tags: list[str] = []
    keys_start: str = Field(default="", max_length=80)
    types: list[Literal[tuple(QUESTION_TYPES)]] = []  # type: ignore[valid-type]
    difficulty: Literal["", "easy", "medium", "hard"] = ""
    outcome: str = Field(default="", max_length=200)
    marks: Decimal = Field(default=Decimal(1), gt=0, le=100)

    @model_validator(mode="after")
    def names_one(self) -> Self:
        """Ask for one of the three, and for something to draw by."""
        if sum(map(bool, (self.question, self.case, self.draw))) != 1:
            raise ValueError("an item names either a question or a case, or draws questions")
        if bool(self.draw) != any(self.criteria().values()):
            raise ValueError("a draw, and nothing else, says what it draws from: tags, keys_start, types, …")
        return self

    def criteria(self) -> dict[str, Any]:
        """Return what a draw draws from."""
        return self.model_dump(include={"tags", "keys_start", "types", "difficulty", "outcome"})


class QuizData(Data):
    """A quiz; numbers as on ``QuizPage``."""

    title: str = Field(max_length=255)
    slug: str = KEY
    summary: str = Field(default="", max_length=300)
    intro: str = ""
    minutes: int = Field(default=20, ge=0)
    required: bool = True
    practice: bool = False
    pass_mark: Decimal = Field(default=Decimal(70), ge=0, le=100)
    attempt_limit: int | None = Field(default=None, ge=1)
    wait_minutes: int = Field(default=0, ge=0)
    time_limit: int | None = Field(default=None, ge=1)
    opens_at: AwareDatetime | None = None
    closes_at: AwareDatetime | None = None
    keep_right: bool = False
    shuffle_questions: bool = True
    shuffle_options: bool = True
    feedback: Literal["after_submit", "after_last"] = "after_submit"
    show_marks: bool = True
    show_right_answers: bool = True
    show_explanations: bool = True
    hold_marks: bool = False
    outcomes: list[str] = []
    items: list[ItemData] = Field(min_length=1)
