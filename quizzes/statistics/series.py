"""Sums over numbers. Exact sums (``fsum``) make every figure the same in whatever order the attempts come."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import fsum, sqrt
from operator import mul

from quizzes.statistics.figures import NotDefined, Reason

#: Numbers that differ by less than this share of the largest differ by rounding only.
ROUNDING = 1e-12


@dataclass(frozen=True)
class Series:
    """Numbers, one an attempt; their mean and their deviations from it are worked out once."""

    values: Sequence[float]

    def __len__(self) -> int:
        return len(self.values)

    @cached_property
    def mean(self) -> float:
        """Σx / n."""
        if not self.values:
            raise NotDefined(Reason.NOBODY)
        return fsum(self.values) / len(self.values)

    @cached_property
    def deviations(self) -> list[float]:
        """Every x − x̄."""
        mean = self.mean
        return [value - mean for value in self.values]

    @cached_property
    def squares(self) -> float:
        """Σ(x − x̄)²; exactly 0 for numbers that are the same but for rounding."""
        total = fsum(map(mul, self.deviations, self.deviations))
        noise = ROUNDING * max(map(abs, self.values))
        return total if total > len(self) * noise * noise else 0.0

    @property
    def spread(self) -> float:
        """Σ(x − x̄)² to divide by; undefined where there is none."""
        if not self.variance:
            raise NotDefined(Reason.NO_VARIANCE)
        return self.squares

    @property
    def variance(self) -> float:
        """Σ(x − x̄)² / (n − 1)."""
        if len(self) == 1:
            raise NotDefined(Reason.TOO_FEW)
        return self.squares / (len(self) - 1)

    def products(self, other: "Series") -> float:
        """Σ(x − x̄)(y − ȳ); exactly 0 where one of the two does not vary."""
        if not (self.squares and other.squares):
            return 0.0
        return fsum(map(mul, self.deviations, other.deviations))

    def moment(self, power: int) -> float:
        """The central moment Σ(x − x̄)^power / n."""
        return fsum(deviation**power for deviation in self.deviations) / len(self)


def mean(series: Series) -> float:
    """Σx / n, as a formula of its own."""
    return series.mean


def sd(series: Series) -> float:
    """The standard deviation with divisor n − 1."""
    return sqrt(series.variance)


def correlation(x: Series, y: Series) -> float:
    """Pearson's r, −1 to 1: Σ(x − x̄)(y − ȳ) / √(Σ(x − x̄)² Σ(y − ȳ)²)."""
    return max(-1.0, min(1.0, x.products(y) / (sqrt(x.spread) * sqrt(y.spread))))


def skewness(series: Series) -> float:
    """k₃ / k₂^(3/2) of the k-statistics: k₂ = n m₂/(n−1), k₃ = n² m₃/((n−1)(n−2)); m are central moments, divisor n.

    Source: Moodle's quiz statistics; it is G₁ of Joanes and Gill 1998. 0 is symmetrical, below 0 has its tail at the
    low scores. Needs three results.
    """
    n = len(series)
    if n < 3:
        raise NotDefined(Reason.TOO_FEW if n else Reason.NOBODY)
    return n * n * series.moment(3) / ((n - 1) * (n - 2)) / (series.spread / (n - 1)) ** 1.5


def kurtosis(series: Series) -> float:
    """k₄ / k₂², the excess over a normal curve's; k₄ = n²((n+1)m₄ − 3(n−1)m₂²) / ((n−1)(n−2)(n−3)).

    Source: Moodle's quiz statistics; it is G₂ of Joanes and Gill 1998. Needs four results.
    """
    n = len(series)
    if n < 4:
        raise NotDefined(Reason.TOO_FEW if n else Reason.NOBODY)
    m2 = series.spread / n
    k4 = n * n * ((n + 1) * series.moment(4) - 3 * (n - 1) * m2 * m2) / ((n - 1) * (n - 2) * (n - 3))
    return k4 / (series.spread / (n - 1)) ** 2


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` (0 to 1) of the numbers lie, between two of them on a straight line.

    Source: type 7 of Hyndman and Fan 1996, as spreadsheets have it; a half gives the median.
    """
    if not values:
        raise NotDefined(Reason.NOBODY)
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])
