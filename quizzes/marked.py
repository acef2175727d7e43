"""What markers gave, in words: for the marking page and for the student's review."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from quizzes.desk_rules import as_percent
from quizzes.models import Attempt, Marking, Script
from quizzes.types import read
from quizzes.types.rubric import Criterion, Level, Rubric, rubric_of


def level_field(criterion_id: str) -> str:
    """Return the name of the radio buttons of a criterion."""
    return f"level-{criterion_id}"


@dataclass(frozen=True)
class RubricRow:
    """A criterion as it is asked, or as it was answered."""

    criterion: Criterion
    chosen: str

    @property
    def field(self) -> str:
        """The name of its radio buttons."""
        return level_field(self.criterion.id)

    @property
    def level(self) -> Level | None:
        """The chosen level."""
        return next((level for level in self.criterion.levels if level.id == self.chosen), None)


@dataclass(frozen=True)
class Marked:
    """A finished marking in words."""

    marking: Marking
    rows: tuple[RubricRow, ...]

    @property
    def percent(self) -> str:
        """What it gives."""
        return as_percent(self.marking.share)


def rubric_rows(rubric: Rubric, chosen: Mapping[str, str]) -> tuple[RubricRow, ...]:
    """Return the criteria with what is chosen in each."""
    return tuple(RubricRow(row, chosen.get(row.id, "")) for row in rubric)


def marked(marking: Marking, rubric: Rubric) -> Marked:
    """Return a marking with the words of its levels."""
    return Marked(marking, rubric_rows(rubric, marking.levels))


def scripts_of(attempt: Attempt) -> QuerySet[Script]:
    """Return an attempt's scripts with the markings that their marks rest on: two queries, one if there is none."""
    counting = Prefetch("markings", Marking.objects.filter(counts=True), to_attr="counting")
    found = Script.objects.filter(response__attempt=attempt).select_related("response", "appeal")
    return found.prefetch_related(counting).order_by("response__item")


def feedback(script: Script) -> list[Marked]:
    """Return what its student reads of a script from ``scripts_of``."""
    rubric = rubric_of(read(script.response.definition))
    return [marked(one, rubric) for one in script.counting]  # type: ignore[attr-defined]
