"""How people mark an answer: criteria with levels, exact shares of the mark, and who must agree with whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from pydantic import Field, field_validator

from quizzes.types.base import Definition, Part, Text
from quizzes.types.choice import check_different

DEFAULT_TOLERANCE = Decimal("0.2")


class Level(Part):
    """How well a criterion can be met, and the points for it."""

    name: Text
    points: Decimal = Field(ge=0, le=100)
    description: str = ""


class Criterion(Part):
    """One thing that markers look at."""

    name: Text
    description: str = ""
    levels: tuple[Level, ...]

    @field_validator("levels")
    @classmethod
    def levels_differ(cls, levels: tuple[Level, ...]) -> tuple[Level, ...]:
        """Ask for two to ten levels of different names, one of which earns something."""
        if not 2 <= len(levels) <= 10:
            raise ValueError(_("Give a criterion two to ten levels."))
        if not any(level.points for level in levels):
            raise ValueError(_("At least one level must earn points."))
        check_different([level.name for level in levels], _("Two levels are called the same."))
        return levels

    @property
    def most(self) -> Decimal:
        """The points of the best level."""
        return max(level.points for level in self.levels)


Rubric = tuple[Criterion, ...]


class MarkedByPeople(Definition):
    """What markers go by.

    ``tolerance`` is the share of the mark by which two markers may differ; beyond it a third one decides.
    """

    rubric: Rubric = ()
    model_answer: str = ""
    markers: int = Field(default=1, ge=1, le=2)
    blind: bool = False
    tolerance: Decimal = Field(default=DEFAULT_TOLERANCE, ge=0, le=1)

    @field_validator("rubric")
    @classmethod
    def criteria_differ(cls, rubric: Rubric) -> Rubric:
        """Ask for criteria of different names."""
        check_different([row.name for row in rubric], _("Two criteria are called the same."))
        return rubric


def rubric_of(definition: Definition) -> Rubric:
    """Return the question's rubric, or the simple one: none, half, full."""
    return getattr(definition, "rubric", ()) or (simple_criterion(),)


def simple_criterion() -> Criterion:
    """Return the criterion for answers without a rubric."""
    names = (("none", _("None of the mark"), 0), ("half", _("Half the mark"), 1), ("full", _("The full mark"), 2))
    levels = tuple(Level(id=key, name=name, points=Decimal(points)) for key, name, points in names)
    return Criterion(id="whole", name=_("The whole answer"), levels=levels)


def share_of(rubric: Rubric, chosen: Mapping[str, str]) -> Fraction | None:
    """Return the exact share of the mark that the chosen levels (by criterion) earn; ``None`` while one is missing."""
    points = [level.points for row in rubric for level in row.levels if level.id == chosen.get(row.id)]
    if len(points) < len(rubric):
        return None
    return Fraction(sum(points)) / Fraction(sum(row.most for row in rubric))


@dataclass(frozen=True)
class Terms:
    """How many must mark, whether they see whose answer it is, and how far two may lie apart (share of the mark)."""

    markers: int
    blind: bool
    tolerance: Fraction


def terms_of(definition: Definition) -> Terms:
    """Return the question's terms; one marker who sees the name unless it says otherwise."""
    tolerance = getattr(definition, "tolerance", DEFAULT_TOLERANCE)
    return Terms(getattr(definition, "markers", 1), getattr(definition, "blind", False), Fraction(tolerance))
