"""How far a student is: a rule without a database."""

from collections.abc import Collection
from dataclasses import dataclass

from courses.outline import Outline, OutlineStep, PlannedStep


@dataclass(frozen=True)
class Progress:
    """Progress against the course as it stands now; ``percent`` is 0 to 100 and 100 only for a finished course."""

    steps_done: int
    steps_total: int
    minutes_done: int
    minutes_total: int
    percent: int

    @property
    def minutes_left(self) -> int:
        """Guided minutes still to come."""
        return self.minutes_total - self.minutes_done


def measure(outline: Outline, done: Collection[int], *, completed: bool) -> Progress:
    """Count the required steps among ``done`` (all steps where none is required) against these and those still to come.

    A ``completed`` seat stays at 100 % whatever is added later; steps that have left the course do not count.
    """
    written = [step for step in outline.steps if step.required] or list(outline.steps)
    counted: list[OutlineStep | PlannedStep] = [*written] if completed else [*written, *outline.planned]
    finished = written if completed else [step for step in written if step.id in done]
    minutes_done, minutes_total = sum(step.minutes for step in finished), sum(step.minutes for step in counted)
    return Progress(
        steps_done=len(finished),
        steps_total=len(counted),
        minutes_done=minutes_done,
        minutes_total=minutes_total,
        percent=100 if completed else _percent(len(finished), len(counted), minutes_done, minutes_total),
    )


def _percent(steps_done: int, steps_total: int, minutes_done: int, minutes_total: int) -> int:
    """By minutes, rounded down; by steps where no step has minutes; 99 at most while a step is left."""
    if steps_total and steps_done == steps_total:
        return 100
    done, total = (minutes_done, minutes_total) if minutes_total else (steps_done, steps_total)
    return min(99, done * 100 // total) if total else 0
