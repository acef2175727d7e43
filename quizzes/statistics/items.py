"""The item analysis: what each question or case contributes, and how well it discriminates."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from quizzes.statistics.discrimination import (
    discrimination_index,
    discriminative_efficiency,
    point_biserial,
    upper_lower,
)
from quizzes.statistics.figures import Figure, NoFigure, NotDefined, Reason, figure, number, too_few
from quizzes.statistics.options import OptionFigures, analyse_options, distractor_efficiency
from quizzes.statistics.series import ROUNDING, sd
from quizzes.statistics.sheet import Column, ItemInfo, Sheet


@dataclass(frozen=True)
class ItemFigures:
    """One item over the ``attempts`` that had it.

    ``facility``, the weights and ``distractor_efficiency`` are shares, 0 to 1 (an ``effective_weight`` may be more
    where papers differ); ``sd`` is in marks; ``index`` and ``efficiency`` (of discrimination) are in percent;
    ``upper_lower`` and ``point_biserial`` lie between −1 and 1. ``unanswered`` counts those who picked no option.
    """

    item: ItemInfo
    attempts: int
    facility: Figure
    sd: Figure
    intended_weight: Figure
    effective_weight: Figure
    index: Figure
    efficiency: Figure
    upper_lower: Figure
    point_biserial: Figure
    options: tuple[OptionFigures, ...]
    unanswered: int
    distractor_efficiency: Figure

    @property
    def too_few(self) -> bool:
        """Too few attempts had the item to judge it."""
        return too_few(self.attempts)


def analyse_items(sheet: Sheet) -> tuple[ItemFigures, ...]:
    """Return the figures of each item, in the sheet's order, each over the attempts that had it."""
    columns = list(sheet.columns())
    return tuple(map(_figures, columns, effective_weights(columns, len(sheet.rows))))


def _figures(column: Column, effective_weight: Figure) -> ItemFigures:
    options = analyse_options(column)
    return ItemFigures(
        item=column.item,
        attempts=len(column),
        facility=facility(column),
        sd=figure(sd)(column.marks),
        intended_weight=intended_weight(column),
        effective_weight=effective_weight,
        index=discrimination_index(column),
        efficiency=discriminative_efficiency(column),
        upper_lower=upper_lower(column),
        point_biserial=point_biserial(column),
        options=options,
        unanswered=sum(not picked for picked in column.picks or ()) if options else 0,
        distractor_efficiency=distractor_efficiency(options, len(column)),
    )


@figure
def facility(column: Column) -> float:
    """Mean mark / greatest mark, 0 (nobody) to 1 (everybody)."""
    if not column.item.max_mark:
        raise NotDefined(Reason.NO_MARKS)
    return column.marks.mean / column.item.max_mark


@figure
def intended_weight(column: Column) -> float:
    """The item's marks as a share of all the marks in a paper that has it; the mean, if those papers differ."""
    if not len(column):
        raise NotDefined(Reason.NOBODY)
    if not column.item.max_mark:
        raise NotDefined(Reason.NO_MARKS)
    return fsum(column.item.max_mark / available for available in column.available) / len(column)


def effective_weights(columns: Sequence[Column], attempts: int) -> list[Figure]:
    """√cov(item, total) of each item, divided by their sum over a paper. Source: Moodle's quiz statistics.

    Where papers differ each item counts in the sum with the share of the ``attempts`` that had it, as the intended
    weights do, so that the two can be compared. An item with a negative covariance has no weight and adds none.
    """
    roots = [_root_of_covariance(column) for column in columns]
    pairs = zip(columns, roots, strict=True)
    whole = fsum(len(column) / attempts * root for column, root in pairs if not isinstance(root, NoFigure))
    return [_share_of(root, whole) for root in roots]


@figure
def _root_of_covariance(column: Column) -> float:
    own, shared = column.marks.variance, column.marks.products(column.rests) / (len(column) - 1)
    covariance = own + shared  # with the total, which is the item and the rest
    if abs(covariance) <= ROUNDING * own:
        return 0.0
    if covariance < 0:
        raise NotDefined(Reason.NEGATIVE_COVARIANCE)
    return sqrt(covariance)


@figure
def _share_of(root: Figure, whole: float) -> float:
    part = number(root)
    if not whole:
        raise NotDefined(Reason.NO_VARIANCE)
    return part / whole
