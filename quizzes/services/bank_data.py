"""The shape of bank entries and quizzes in files, checked wholly before anything is written."""

from decimal import Decimal
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from quizzes.types import QUESTION_TYPES, read

Key = str
KEY = Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)
VignettePart = Literal["history", "posture", "rom", "palpation", "tests"]


class Data(BaseModel):
    """A part of a file."""

    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)


class OptionData(Data):
    """An option of a question; ``fraction`` is its share of the mark where the rule asks for it."""

    text: str = Field(max_length=300)
    correct: bool = False
    feedback: str = ""
    fraction: Decimal | None = None


class AnswerData(Data):
    """Stem, type and the type's own part, as a question and a case's decision share them."""

    type: str
    stem: str = Field(min_length=1)
    options: list[OptionData]
    scoring: str = ""
    max_picks: int | None = None
    rationale: str = ""
    references: str = ""

    @model_validator(mode="after")
    def makes_a_question(self) -> Self:
        """Ask the type's own definition, so that a file is held to what an editor is held to."""
        if self.type not in QUESTION_TYPES:
            raise ValueError(f"unknown type {self.type!r}: one of {', '.join(QUESTION_TYPES)}")
        read({"stem": self.stem} | self.answer_fields(ids=True))
        return self

    def answer_fields(self, *, ids: bool = False) -> dict[str, Any]:
        """Return the type's own part; with ``ids`` as a definition wants it."""
        options = [({"id": str(n)} if ids else {}) | option.model_dump() for n, option in enumerate(self.options)]
        given = {"scoring": self.scoring or None, "max_picks": self.max_picks}
        return {"type": self.type, "options": options} | {name: value for name, value in given.items() if value}


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


class StageData(Data):
    """A stage of a case."""

    title: str = Field(max_length=120)
    findings: str = ""
    reveals: list[VignettePart] = []
    decision: DecisionData


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


class ItemData(Data):
    """A question or a case of a quiz, by key, and its marks."""

    question: Key | None = None
    case: Key | None = None
    marks: Decimal = Field(default=Decimal(1), gt=0, le=100)

    @model_validator(mode="after")
    def names_one(self) -> Self:
        """Ask for a question or a case, not both."""
        if bool(self.question) == bool(self.case):
            raise ValueError("an item names either a question or a case")
        return self


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
    shuffle_questions: bool = True
    shuffle_options: bool = True
    feedback: Literal["after_submit", "after_last"] = "after_submit"
    show_marks: bool = True
    show_right_answers: bool = True
    show_explanations: bool = True
    outcomes: list[str] = []
    items: list[ItemData] = Field(min_length=1)
