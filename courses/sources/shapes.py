"""What may stand in the files of a course; unknown names are refused, so that a slip of the pen is heard."""

from datetime import time
from decimal import Decimal
from typing import Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

Slug = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=120)
MINUTES_A_DAY = 24 * 60


class Shape(BaseModel):
    """A part of a file."""

    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True, str_strip_whitespace=True)


class LessonFile(Shape):
    """The front matter of a lesson; ``minutes`` is guided time, ``practice`` the column of hours it counts in."""

    title: str = Field(min_length=1, max_length=255)
    slug: str = Slug
    was: str = Field(default="", description="its slug before this one: the page is renamed, progress stays")
    minutes: int = Field(ge=1, le=MINUTES_A_DAY)
    practice: bool = False
    required: bool = True
    free_preview: bool = False
    summary: str = Field(min_length=1, max_length=300)
    outcomes: list[str] = Field(min_length=1, max_length=8)

    @model_validator(mode="after")
    def keeps_outcomes_short(self) -> Self:
        """An outcome is a line of at most 200 characters."""
        if long := [outcome for outcome in self.outcomes if not 0 < len(outcome) <= 200]:
            raise ValueError(f"an outcome has 1 to 200 characters: “{long[0][:40]}…”")
        return self


class PlannedFile(Shape):
    """A step that is announced and not written yet."""

    title: str = Field(min_length=1, max_length=160)
    minutes: int = Field(ge=0, le=6000)
    summary: str = Field(default="", max_length=300)


class ModuleFile(Shape):
    """A module and what is in it, in order: lessons, quizzes, practicals, logs; or a module of another course."""

    code: str = ""
    title: str = Field(default="", max_length=255)
    slug: str = Field(default="", pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$", max_length=120)
    hours_theory: int | None = Field(default=None, ge=0)
    hours_practice: int | None = Field(default=None, ge=0)
    summary: str = Field(default="", max_length=300)
    lessons: list[str] = []
    banks: list[str] = Field(default=[], description="files of questions and cases")
    quizzes: list[str] = []
    practicals: list[str] = []
    logs: list[str] = Field(default=[], description="files of treatment logs")
    outline: list[PlannedFile] = Field(default=[], description="steps still to come")
    reuse: str = Field(default="", description="course/module of another course")

    @model_validator(mode="after")
    def is_its_own_or_another(self) -> Self:
        """A reused module takes everything from its original."""
        own = (self.title, self.slug, self.summary, self.lessons, self.banks, self.quizzes, self.outline)
        if self.reuse and any((*own, self.practicals, self.logs)):
            raise ValueError("a reused module has no title, lessons or anything else of its own")
        if not self.reuse and not (self.title and self.slug):
            raise ValueError("a module needs a title and a slug")
        return self


class ModulesFile(Shape):
    """``modules.yaml``."""

    modules: list[ModuleFile] = Field(min_length=1)


class TutorFile(Shape):
    """A person who teaches the course."""

    name: str = Field(max_length=120)
    role: str = Field(max_length=160)
    about: str


class QuestionFile(Shape):
    """A question that buyers ask."""

    question: str = Field(max_length=200)
    answer: str


class RouteFile(Shape):
    """A line of the eligibility check."""

    label: str = Field(max_length=160)
    answer: Literal["eligible", "direct", "not_yet"]
    explanation: str


class SessionFile(Shape):
    """A booked live session: at a fixed time, or always some days ahead (a demo's, a rehearsal's)."""

    key: str = Slug
    title: str = Field(min_length=1, max_length=160)
    starts_at: AwareDatetime | None = None
    days_ahead: int | None = Field(default=None, ge=1, le=365)
    hour: time = time(19)
    minutes: int = Field(default=60, ge=5, le=600)
    place: str = Field(default="", max_length=200)
    join_url: str = Field(default="", max_length=200)
    host: str = Field(default="", max_length=120)

    @model_validator(mode="after")
    def has_a_time_and_a_place(self) -> Self:
        """Ask for one way of saying when, and for where."""
        if (self.starts_at is None) == (self.days_ahead is None):
            raise ValueError("a session says either starts_at or days_ahead")
        if not self.place and not self.join_url:
            raise ValueError("a session says its place, or join_url")
        return self


class SessionsFile(Shape):
    """``sessions.yaml``, which a course may lack."""

    sessions: list[SessionFile] = []


class CourseFile(Shape):
    """``course.yaml``; names as on ``CoursePage``, prose as Markdown."""

    title: str = Field(min_length=1, max_length=255)
    slug: str = Slug
    level: str = Field(default="", max_length=40)
    subtitle: str = Field(default="", max_length=200)
    summary: str = Field(max_length=300)
    award_title: str = Field(default="", max_length=200)
    awarding_body: str = Field(default="", max_length=120)
    qualification_number: str = Field(default="", max_length=40)
    price_minor: int = Field(ge=0)
    currency: str = Field(default="gbp", pattern=r"^[a-z]{3}$")
    vat_rate: Decimal = Field(default=Decimal(0), ge=0, le=100)
    price_includes_vat: bool = True
    hours_theory: int = Field(ge=0, le=2000)
    hours_practice: int = Field(ge=0, le=2000)
    sequential: bool = False
    opens_while_processing: bool = True
    signatory_name: str = Field(default="", max_length=120)
    signatory_role: str = Field(default="", max_length=120)
    hero_image: str = ""
    hero_image_alt: str = ""
    body: str = ""
    entry_routes: str = ""
    learning_outcomes: list[str] = []
    assessed_by: list[str] = []
    tutors: list[TutorFile] = []
    faq: list[QuestionFile] = []
    eligibility: list[RouteFile] = Field(default=[], max_length=8)


#: The fields of ``CourseFile`` that the page keeps as they stand.
PLAIN_FIELDS = (
    "title",
    "level",
    "subtitle",
    "summary",
    "award_title",
    "awarding_body",
    "qualification_number",
    "price_minor",
    "currency",
    "vat_rate",
    "price_includes_vat",
    "hours_theory",
    "hours_practice",
    "sequential",
    "opens_while_processing",
    "signatory_name",
    "signatory_role",
)
