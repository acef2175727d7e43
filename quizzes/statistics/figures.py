"""A figure is a number, or the reason why there is none: nothing here ends in an error or in "not a number"."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import ParamSpec

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: From so many sittings on a figure may be judged.
ENOUGH = 30


class Reason(StrEnum):
    """Why there is no figure, as an export has it."""

    NOBODY = "nobody"
    TOO_FEW = "too_few"
    NO_VARIANCE = "no_variance"
    NO_MARKS = "no_marks"
    ONE_ITEM = "one_item"
    DIFFERENT_ITEMS = "different_items"
    NEGATIVE_COVARIANCE = "negative_covariance"
    ALL_RIGHT = "all_right"
    NONE_RIGHT = "none_right"
    NO_DISTRACTORS = "no_distractors"
    NOT_ESTIMATED = "not_estimated"


WORDS: dict[Reason, Promise] = {
    Reason.NOBODY: _("There is nobody to count."),
    Reason.TOO_FEW: _("There are too few results to work this out."),
    Reason.NO_VARIANCE: _("All results are the same."),
    Reason.NO_MARKS: _("No marks can be earned here."),
    Reason.ONE_ITEM: _("This needs at least two questions."),
    Reason.DIFFERENT_ITEMS: _("Not everybody had the same questions."),
    Reason.NEGATIVE_COVARIANCE: _("Those who do well here do worse overall."),
    Reason.ALL_RIGHT: _("Everybody was right."),
    Reason.NONE_RIGHT: _("Nobody was fully right."),
    Reason.NO_DISTRACTORS: _("There are no wrong options."),
    Reason.NOT_ESTIMATED: _("This method gives no standard error."),
}


@dataclass(frozen=True)
class NoFigure:
    """There is no figure; as text it says why. In a template ``{% if figure.reason %}`` tells it from a number."""

    reason: Reason

    def __str__(self) -> str:
        return str(WORDS[self.reason])


Figure = float | NoFigure


class NotDefined(ArithmeticError):
    """A formula has no value for its numbers; it never leaves this package."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


P = ParamSpec("P")


def figure(formula: Callable[P, float]) -> Callable[P, Figure]:
    """Return ``formula`` with ``NoFigure`` in the place of NotDefined."""

    @wraps(formula)
    def worked_out(*args: P.args, **kwargs: P.kwargs) -> Figure:
        try:
            return formula(*args, **kwargs)
        except NotDefined as undefined:
            return NoFigure(undefined.reason)

    return worked_out


def number(value: Figure) -> float:
    """Return the number that a further formula needs; raise NotDefined with the same reason if there is none."""
    if isinstance(value, NoFigure):
        raise NotDefined(value.reason)
    return value


@figure
def share(part: int, whole: int) -> float:
    """Return ``part`` of ``whole``, 0 to 1."""
    if not whole:
        raise NotDefined(Reason.NOBODY)
    return part / whole


def too_few(n: int) -> bool:
    """Whether ``n`` sittings are too few to judge by."""
    return n < ENOUGH
