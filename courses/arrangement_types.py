"""The shape of a course as its editors arrange it."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models.options import Options
from wagtail.models import Page

from courses.models import CoursePage, ModulePage
from courses.outline import step_models
from courses.page_status import PageStatus


@dataclass(frozen=True)
class ArrangedStep:
    """One step; ``place`` counts from 0 in its module, ``minutes`` is guided time."""

    page: Page
    kind: str
    minutes: int
    practice: bool
    required: bool
    status: PageStatus
    place: int
    is_last: bool


@dataclass(frozen=True)
class ArrangedModule:
    """One module with its steps; one that is reused belongs to another course and moves only as a whole."""

    page: ModulePage
    status: PageStatus
    steps: tuple[ArrangedStep, ...]
    place: int
    is_last: bool
    may_arrange: bool
    may_add: bool

    @property
    def is_reused(self) -> bool:
        """Whether it is an alias of a module of another course."""
        return self.page.alias_of_id is not None

    @property
    def new_steps(self) -> list[Options]:
        """What may be added to it, as the names by which the editor knows each kind."""
        return [model._meta for model in step_models()]

    @cached_property
    def planned_minutes(self) -> int:
        """Minutes of the steps that are announced but not written."""
        return sum(item["value"]["minutes"] for item in self.page.planned.raw_data)

    @property
    def theory_minutes(self) -> int:
        """Guided minutes that count as theory, those to come included."""
        return sum(step.minutes for step in self.steps if not step.practice) + self.planned_minutes

    @property
    def practice_minutes(self) -> int:
        """Guided minutes that count as practice."""
        return sum(step.minutes for step in self.steps if step.practice)


@dataclass(frozen=True)
class Arrangement:
    """A course in order; ``version`` differs as soon as anything has come, gone or changed its place."""

    course: CoursePage
    modules: tuple[ArrangedModule, ...]
    version: str
    may_arrange: bool
    may_add: bool

    @property
    def theory_minutes(self) -> int:
        """Guided minutes of theory in all modules."""
        return sum(module.theory_minutes for module in self.modules)

    @property
    def practice_minutes(self) -> int:
        """Guided minutes of practice in all modules."""
        return sum(module.practice_minutes for module in self.modules)

    @property
    def targets(self) -> list[ArrangedModule]:
        """The modules that a step may be moved into."""
        return [module for module in self.modules if module.may_arrange]
