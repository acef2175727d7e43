"""Standard setting: where the pass mark should lie, by judges before the quiz or by assessors who watched."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum, sqrt

from quizzes.statistics.figures import Figure, NoFigure, NotDefined, Reason, figure
from quizzes.statistics.series import Series, correlation, mean, quantile, sd


class Method(StrEnum):
    """How a standard was set."""

    ANGOFF = "angoff"
    BORDERLINE_GROUP = "borderline_group"
    BORDERLINE_REGRESSION = "borderline_regression"


@dataclass(frozen=True)
class Observed:
    """One performance: its checklist ``score`` (marks) and the assessor's global ``grade`` (a number on a scale)."""

    score: float
    grade: float


@dataclass(frozen=True)
class Line:
    """score = ``intercept`` + ``slope`` · grade; ``r_squared`` is the share of the variance that the line explains."""

    intercept: Figure
    slope: Figure
    r_squared: Figure


@dataclass(frozen=True)
class StandardFigures:
    """A standard: ``cut`` and its ``standard_error`` in marks, from ``n`` judges or performances."""

    method: Method
    n: int
    cut: Figure
    standard_error: Figure
    line: Line | None = None


def set_by_angoff(judgements: Sequence[Sequence[float]], max_marks: Sequence[float]) -> StandardFigures:
    """Cut by ``judgements[judge][item]``: how likely (0 to 1) a borderline student is to be right.

    The cut is the sum over the items of the judges' mean probability, times the item's marks, which is the mean of the
    judges' own cuts; SE = SD of those / √J. Source: Angoff 1971. Raises ValueError if a judge left an item out.
    """
    cuts = Series([fsum(p * most for p, most in zip(judge, max_marks, strict=True)) for judge in judgements])
    return StandardFigures(Method.ANGOFF, len(cuts), figure(mean)(cuts), _standard_error_of_mean(cuts))


@figure
def _standard_error_of_mean(series: Series) -> float:
    return sd(series) / sqrt(len(series))


def set_by_borderline_group(performances: Sequence[Observed], borderline: float) -> StandardFigures:
    """Cut at the median score of those graded ``borderline``, who are ``n``. Source: Livingston and Zieky 1982."""
    scores = [one.score for one in performances if one.grade == borderline]
    cut, unknown = figure(quantile)(scores, 0.5), NoFigure(Reason.NOT_ESTIMATED)
    return StandardFigures(Method.BORDERLINE_GROUP, len(scores), cut, unknown)


def set_by_borderline_regression(performances: Sequence[Observed], borderline: float) -> StandardFigures:
    """Cut where the least-squares line of score on grade crosses ``borderline``.

    Source: Kramer et al. 2003. No limit holds the cut within the grades or the marks that were given.
    """
    grades, scores = Series([one.grade for one in performances]), Series([one.score for one in performances])
    return StandardFigures(
        Method.BORDERLINE_REGRESSION,
        len(performances),
        _predicted(grades, scores, borderline),
        _standard_error_of_prediction(grades, scores, borderline),
        Line(_predicted(grades, scores, 0.0), _slope(grades, scores), _r_squared(grades, scores)),
    )


@figure
def _slope(x: Series, y: Series) -> float:
    return x.products(y) / x.spread


@figure
def _predicted(x: Series, y: Series, at: float) -> float:
    return y.mean + x.products(y) / x.spread * (at - x.mean)


@figure
def _standard_error_of_prediction(x: Series, y: Series, at: float) -> float:
    """The standard error of the line's height at ``at``: s √(1/n + (at − x̄)²/Σ(x − x̄)²).

    s² = Σ residual² / (n − 2). It is the error of a fitted mean (Draper and Smith 1998), for one assessor's grade a
    performance; assessors who differ among themselves are not in it.
    """
    slope = x.products(y) / x.spread
    if len(x) == 2:
        raise NotDefined(Reason.TOO_FEW)
    residuals = (dy - slope * dx for dx, dy in zip(x.deviations, y.deviations, strict=True))
    variance = fsum(residual * residual for residual in residuals) / (len(x) - 2)
    return sqrt(variance * (1 / len(x) + (at - x.mean) ** 2 / x.spread))


@figure
def _r_squared(x: Series, y: Series) -> float:
    return correlation(x, y) ** 2
