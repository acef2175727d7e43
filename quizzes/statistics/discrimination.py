"""How well an item tells those who know from those who do not: four published indices over one column."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import compress
from math import floor, fsum, sqrt
from operator import not_

from quizzes.statistics.figures import NotDefined, Reason, figure
from quizzes.statistics.series import Series, correlation
from quizzes.statistics.sheet import Column

#: Kelley 1939: groups of this share of the attempts tell most.
GROUP = 0.27


@figure
def discrimination_index(column: Column) -> float:
    """100 · r(item, rest), −100 to 100. Source: Moodle's quiz statistics."""
    return 100 * correlation(column.marks, column.rests)


@figure
def discriminative_efficiency(column: Column) -> float:
    """100 · cov(item, rest) / cov(both sorted), at most 100: the share of the discrimination that these marks allow.

    Source: Moodle's quiz statistics.
    """
    marks, rests = column.marks, column.rests
    most = correlation(Series(sorted(marks.values)), Series(sorted(rests.values)))  # sorting changes no variance
    return min(100.0, 100 * correlation(marks, rests) / most)


@figure
def upper_lower(column: Column) -> float:
    """D, −1 to 1: the facility among the best 27 % by total (marks, this item included) minus that among the worst.

    Groups are 0.27 n attempts, rounded: one at least. Where equal totals straddle the edge of a group, each of them
    sits in the seats that are left with the same share, so that no order of attempts decides. Source: Kelley 1939.
    """
    if len(column) < 2:
        raise NotDefined(Reason.TOO_FEW if len(column) else Reason.NOBODY)
    if not column.item.max_mark:
        raise NotDefined(Reason.NO_MARKS)
    marks_by_total: defaultdict[float, list[float]] = defaultdict(list)
    for total, mark in zip(column.totals, column.marks.values, strict=True):
        marks_by_total[total].append(mark)
    if len(marks_by_total) == 1:
        raise NotDefined(Reason.NO_VARIANCE)
    ladder = [marks for _total, marks in sorted(marks_by_total.items())]
    seats = floor(GROUP * len(column) + 0.5)
    return (_mean_of_group(reversed(ladder), seats) - _mean_of_group(ladder, seats)) / column.item.max_mark


def _mean_of_group(blocks: Iterable[list[float]], seats: int) -> float:
    earned, left = [], seats
    for marks in blocks:
        taken = min(left, len(marks))
        earned.append(fsum(marks) * taken / len(marks))
        left -= taken
        if not left:
            break
    return fsum(earned) / seats


@figure
def point_biserial(column: Column) -> float:
    """√(pq)(M₁ − M₀)/s, −1 to 1: the mean rest of those fully right against that of all others.

    p is the share of those fully right, q = 1 − p, s the SD of the rests, here with divisor n. For an item that is
    right or wrong it is r(item, rest). Source: Lord and Novick 1968, against the rest as in Henrysson 1963.
    """
    spread = column.rests.spread
    right = [mark >= column.item.max_mark for mark in column.marks.values]
    if all(right) or not any(right):
        raise NotDefined(Reason.ALL_RIGHT if all(right) else Reason.NONE_RIGHT)
    m1 = Series(list(compress(column.rests.values, right))).mean
    m0 = Series(list(compress(column.rests.values, map(not_, right)))).mean
    p, s = sum(right) / len(right), sqrt(spread / len(right))
    return max(-1.0, min(1.0, sqrt(p * (1 - p)) * (m1 - m0) / s))
