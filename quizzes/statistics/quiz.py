"""The figures of a whole quiz."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from quizzes.statistics.figures import Figure, NotDefined, Reason, figure, number, share, too_few
from quizzes.statistics.series import Series, kurtosis, mean, quantile, sd, skewness
from quizzes.statistics.sheet import Sheet


@dataclass(frozen=True)
class Bin:
    """One bar of the histogram: the ``attempts`` with ``low`` ≤ score < ``high``; the last takes ``high`` too."""

    low: float
    high: float
    attempts: int


@dataclass(frozen=True)
class Quartiles:
    """A quarter, a half and three quarters of the results lie below."""

    lower: Figure
    median: Figure
    upper: Figure


@dataclass(frozen=True)
class QuizFigures:
    """A quiz over its ``attempts``. Scores, ``mean`` to ``sd``, ``sem`` and ``pass_rate`` are shares, 0 to 1.

    ``alpha`` is at most 1 and may be negative; ``seconds`` is the time taken.
    """

    attempts: int
    mean: Figure
    median: Figure
    sd: Figure
    skewness: Figure
    kurtosis: Figure
    alpha: Figure
    sem: Figure
    pass_rate: Figure
    seconds: Quartiles
    distribution: tuple[Bin, ...]

    @property
    def too_few(self) -> bool:
        """There are too few attempts to judge the quiz."""
        return too_few(self.attempts)


def analyse_quiz(sheet: Sheet, *, bins: int = 10) -> QuizFigures:
    """Return the figures of the quiz; an attempt's score is its share of the marks it could earn."""
    scores, alpha = Series(sheet.scores), cronbach_alpha(sheet)
    spread = figure(sd)(scores)
    known = [passed for passed in sheet.passed if passed is not None]
    return QuizFigures(
        attempts=len(sheet.rows),
        mean=figure(mean)(scores),
        median=figure(quantile)(scores.values, 0.5),
        sd=spread,
        skewness=figure(skewness)(scores),
        kurtosis=figure(kurtosis)(scores),
        alpha=alpha,
        sem=standard_error_of_measurement(spread, alpha),
        pass_rate=share(sum(known), len(known)),
        seconds=quartiles([seconds for seconds in sheet.seconds if seconds is not None]),
        distribution=distribution(sheet.scores, bins),
    )


@figure
def cronbach_alpha(sheet: Sheet) -> float:
    """k/(k − 1) · (1 − Σ var(item) / var(total)), divisor n − 1 in both; KR-20 where items are 0 or 1.

    Only for attempts that all had the same items. Where papers were drawn, or a question has had two revisions, make
    a sheet of positions instead (the first item of each paper in the first column, and so on), as Moodle does.
    Source: Cronbach 1951.
    """
    k = len(sheet.items)
    if not sheet.complete:
        raise NotDefined(Reason.DIFFERENT_ITEMS)
    if k < 2:
        raise NotDefined(Reason.ONE_ITEM)
    whole = Series(sheet.totals).spread
    parts = fsum(column.marks.squares for column in sheet.columns())
    return min(1.0, k / (k - 1) * (1 - parts / whole))  # rounding alone may carry it past 1


@figure
def standard_error_of_measurement(spread: Figure, alpha: Figure) -> float:
    """SD · √(1 − α), in the unit of the SD, ``spread``."""
    return number(spread) * sqrt(1 - number(alpha))


def quartiles(values: Sequence[float]) -> Quartiles:
    """Return the three quartiles, interpolated as ``quantile`` does."""
    return Quartiles(*(figure(quantile)(values, below) for below in (0.25, 0.5, 0.75)))


def distribution(scores: Sequence[float], bins: int) -> tuple[Bin, ...]:
    """Count the scores (0 to 1) in ``bins`` bars of equal width."""
    counts = [0] * bins
    for score in scores:
        place = int(score * bins + 1e-9)  # 0.29 · 100 is 28.999… and belongs to 29
        counts[min(place, bins - 1)] += 1
    return tuple(Bin(place / bins, (place + 1) / bins, count) for place, count in enumerate(counts))
