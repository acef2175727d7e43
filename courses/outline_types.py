"""The shape of an outline: a course, its modules and their steps in order. Nothing here knows the database."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property


@dataclass(frozen=True)
class OutlineStep:
    """One live step as lists show it; ``minutes`` is guided time."""

    id: int
    title: str
    slug: str
    kind: str
    minutes: int
    practice: bool
    required: bool
    free_preview: bool
    url: str


@dataclass(frozen=True)
class PlannedStep:
    """A step that is announced but not written yet."""

    title: str
    minutes: int
    summary: str


@dataclass(frozen=True)
class OutlineModule:
    """One live module and its live steps in order."""

    id: int
    title: str
    slug: str
    url: str
    summary: str
    steps: tuple[OutlineStep, ...]
    planned: tuple[PlannedStep, ...] = ()

    @property
    def minutes(self) -> int:
        """Guided minutes of all its steps, those to come included."""
        return sum(step.minutes for step in self.steps) + sum(step.minutes for step in self.planned)

    @property
    def minutes_practice(self) -> int:
        """Guided minutes of practice; a step to come does not say which it will be."""
        return sum(step.minutes for step in self.steps if step.practice)

    @property
    def minutes_theory(self) -> int:
        """Guided minutes of theory among the steps that are written."""
        return sum(step.minutes for step in self.steps if not step.practice)


@dataclass(frozen=True)
class StepChange:
    """One change of a live step that students are told of; ``notice_id`` is what a student confirms."""

    step_id: int
    notice_id: int
    kind: str
    note: str
    at: datetime


@dataclass(frozen=True)
class Outline:
    """A course in order, and the few facts of it that every step page needs."""

    course_id: int
    title: str
    url: str
    url_path: str
    sequential: bool
    modules: tuple[OutlineModule, ...]
    changes: tuple[StepChange, ...] = ()

    @cached_property
    def steps(self) -> tuple[OutlineStep, ...]:
        """All steps in the order in which they are taught."""
        return tuple(step for module in self.modules for step in module.steps)

    @cached_property
    def planned(self) -> tuple[PlannedStep, ...]:
        """The steps still to come; while there are any, the course cannot be completed."""
        return tuple(step for module in self.modules for step in module.planned)

    @property
    def minutes(self) -> int:
        """Guided minutes of the whole course."""
        return sum(module.minutes for module in self.modules)

    @property
    def minutes_practice(self) -> int:
        """Guided minutes of practice in the whole course."""
        return sum(module.minutes_practice for module in self.modules)

    @property
    def minutes_theory(self) -> int:
        """Guided minutes of theory in the whole course."""
        return sum(module.minutes_theory for module in self.modules)

    @property
    def length(self) -> int:
        """How many steps there are, those to come included."""
        return len(self.steps) + len(self.planned)

    @cached_property
    def places(self) -> dict[int, int]:
        """Where each step stands, by its id."""
        return {step.id: place for place, step in enumerate(self.steps)}

    @cached_property
    def required_ids(self) -> frozenset[int]:
        """The steps that completing the course takes."""
        return frozenset(step.id for step in self.steps if step.required)

    def step(self, step_id: int) -> OutlineStep | None:
        """The step with this id, or ``None`` if it is not part of the live course."""
        place = self.places.get(step_id)
        return None if place is None else self.steps[place]

    def changes_of(self, step_id: int) -> list[StepChange]:
        """What was changed in the step since it was first live, the newest first."""
        return [change for change in self.changes if change.step_id == step_id]

    def module_of(self, step_id: int) -> OutlineModule | None:
        """The module that holds the step."""
        return next((module for module in self.modules if any(step.id == step_id for step in module.steps)), None)

    def neighbours(self, step_id: int) -> tuple[OutlineStep | None, OutlineStep | None]:
        """The step before and the step after."""
        place = self.places.get(step_id)
        if place is None:
            return None, None
        before = self.steps[place - 1] if place else None
        after = self.steps[place + 1] if place + 1 < len(self.steps) else None
        return before, after
