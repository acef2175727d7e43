"""Numeric: a number, with a unit where several are taken. Response: {"number": …, "unit": …}, or {} for none."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any, Literal

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field, ValidationInfo, field_validator

from quizzes.types.base import UNANSWERED, ZERO, InvalidAnswer, Mark, Part, as_mapping, field_of
from quizzes.types.base import Definition as BaseDefinition
from quizzes.types.choice import check_different
from quizzes.types.numeric.numbers import half_unit, read_number

NAME = "numeric"
LABEL = gettext_lazy("Number")
ANSWER_TEMPLATE = "types/numeric/answer.html"
REVIEW_TEMPLATE = "types/numeric/review.html"


class Band(Part):
    """A wider tolerance, of the same kind, that earns a part of the mark."""

    tolerance: Decimal = Field(ge=0)
    fraction: Decimal = Field(gt=0, lt=1)


class Unit(Part):
    """Another unit that is taken: a number in it, times ``factor``, is the number in the question's own unit."""

    name: str = Field(min_length=1, max_length=20)
    factor: Decimal = Field(gt=0)


class Definition(BaseDefinition):
    """A value and how near one must come: absolutely, as a share of it, or to so many significant figures."""

    type: Literal["numeric"] = "numeric"
    value: Decimal
    tolerance_kind: Literal["absolute", "relative", "significant"] = "absolute"
    tolerance: Decimal = Field(default=Decimal(0), ge=0)
    bands: tuple[Band, ...] = ()
    unit: str = Field(default="", max_length=20)
    units: tuple[Unit, ...] = ()

    @field_validator("tolerance")
    @classmethod
    def figures_are_counted(cls, tolerance: Decimal, info: ValidationInfo) -> Decimal:
        """Significant figures are a whole number of at least one."""
        if info.data.get("tolerance_kind") == "significant" and (tolerance < 1 or tolerance % 1):
            raise ValueError(_("Give the number of significant figures: 1, 2, 3, …"))
        return tolerance

    @field_validator("units")
    @classmethod
    def units_have_a_first(cls, units: tuple[Unit, ...], info: ValidationInfo) -> tuple[Unit, ...]:
        """Other units need one that they are measured in, and names of their own."""
        if units and not info.data.get("unit"):
            raise ValueError(_("Name the unit of the value first."))
        check_different([info.data.get("unit", ""), *(unit.name for unit in units)], _("Two units have the same name."))
        return units

    @property
    def factors(self) -> dict[str, Fraction]:
        """What to multiply a number by, for each unit that may be chosen; without a choice there is none."""
        others = {unit.name: Fraction(unit.factor) for unit in self.units}
        return {self.unit: Fraction(1)} | others if others else {}

    def allowance(self, tolerance: Decimal) -> Fraction:
        """How far from the value a tolerance lets one be, in the question's unit."""
        match self.tolerance_kind:
            case "relative":
                return abs(Fraction(self.value)) * Fraction(tolerance)
            case "significant":
                return half_unit(self.value, int(tolerance))
        return Fraction(tolerance)


def response(definition: Definition, raw: object) -> dict[str, str]:
    """Return number and unit; raise InvalidAnswer for what is no number or no unit of the question."""
    given = as_mapping(raw)
    number, unit = str(given.get("number") or "").strip(), str(given.get("unit") or "")
    if unit and unit not in definition.factors:
        raise InvalidAnswer(_("That is not one of the units."))
    if not number:
        return {}
    read = {"number": read_number(number)}
    return read | {"unit": unit} if unit else read


def from_form(definition: Definition, data: QueryDict) -> dict[str, str]:
    """Read the field and the menu of units."""
    return response(definition, {part: data.get(field_of(part), "") for part in ("number", "unit")})


def to_form(_definition: Definition, response: Mapping[str, str]) -> dict[str, list[str]]:
    """Fill the field and choose the unit."""
    return {field_of(part): [response.get(part, "")] for part in ("number", "unit")}


def mark(definition: Definition, response: Mapping[str, str]) -> Mark:
    """Give everything within the tolerance, a band's part within a band; a number without its unit earns nothing."""
    if not response:
        return UNANSWERED
    factor = definition.factors.get(response.get("unit", "")) if definition.factors else Fraction(1)
    if factor is None:
        return Mark(ZERO)
    off = abs(Fraction(response["number"]) * factor - Fraction(definition.value))
    steps = [(definition.tolerance, Fraction(1)), *((b.tolerance, Fraction(b.fraction)) for b in definition.bands)]
    return Mark(max((share for reach, share in steps if off <= definition.allowance(reach)), default=ZERO))


def render(definition: Definition, response: Mapping[str, str]) -> Mapping[str, Any]:
    """Return what was given, the units to choose from, and the key."""
    return {
        "number": response.get("number", ""),
        "unit": response.get("unit", ""),
        "units": list(definition.factors),
        "number_field": field_of("number"),
        "unit_field": field_of("unit"),
        "given": " ".join(filter(None, (response.get("number", ""), response.get("unit", definition.unit)))),
        "key": f"{plain(definition.value)} {definition.unit}".strip(),
        "mark": mark(definition, response),
    }


def plain(value: Decimal) -> str:
    """Return a decimal without trailing zeros or exponent."""
    return f"{value.normalize():f}"


def lay_down(data: dict[str, Any], _draw: Random, *, shuffle: bool) -> dict[str, Any]:
    """There is nothing to shuffle."""
    return data


def solve(definition: Definition) -> dict[str, str]:
    """Return the value in its own unit."""
    return response(definition, {"number": str(definition.value), "unit": next(iter(definition.factors), "")})


def guess(definition: Definition, draw: Random) -> dict[str, str]:
    """Give a number of about the size."""
    factor = Decimal(draw.choice([50, 80, 90, 110, 120, 200])) / 100
    return response(definition, solve(definition) | {"number": plain(definition.value * factor or Decimal(1))})
