"""What became of each option of a question."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from quizzes.statistics.figures import Figure, NotDefined, Reason, figure, share
from quizzes.statistics.series import Series, mean
from quizzes.statistics.sheet import Column

#: An option works if at least one in so many of those who had the question choose it (5 %; Tarrant et al. 2009).
ONE_IN = 20


@dataclass(frozen=True)
class OptionFigures:
    """One option: ``chosen`` by how many and by what ``share`` (0 to 1) of all who had the question, answered or not.

    ``mean_rest`` is in marks: what those who chose it earned, on average, with the other items.
    """

    id: str
    key: bool
    chosen: int
    share: Figure
    mean_rest: Figure
    functional: bool


def analyse_options(column: Column) -> tuple[OptionFigures, ...]:
    """Return the options in their own order; none if the sheet has no picks. A pick that is no option is ignored."""
    if column.picks is None:
        return ()
    rests: defaultdict[str, list[float]] = defaultdict(list)
    for picked, rest in zip(column.picks, column.rests.values, strict=True):
        for option in picked:
            rests[option].append(rest)
    return tuple(_figures(column, option, Series(rests[option])) for option in column.item.options)


def _figures(column: Column, option: str, rests: Series) -> OptionFigures:
    chosen, n = len(rests), len(column)
    return OptionFigures(
        id=option,
        key=option in column.item.keys,
        chosen=chosen,
        share=share(chosen, n),
        mean_rest=figure(mean)(rests),
        functional=chosen * ONE_IN >= n > 0,
    )


@figure
def distractor_efficiency(options: Sequence[OptionFigures], attempts: int) -> float:
    """Return the share of the wrong options that are functional, 0 to 1. Source: Tarrant, Ware and Mohammed 2009."""
    distractors = [option for option in options if not option.key]
    if not distractors:
        raise NotDefined(Reason.NO_DISTRACTORS)
    if not attempts:
        raise NotDefined(Reason.NOBODY)
    return sum(option.functional for option in distractors) / len(distractors)
