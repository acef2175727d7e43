"""The figures of a quiz from its sittings: the whole, its questions, its months."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from quizzes.models.banked import as_line
from quizzes.results.shapes import Asked, Results, Sitting
from quizzes.statistics import (
    Figure,
    ItemFigures,
    NoFigure,
    QuizFigures,
    Reason,
    analyse_items,
    analyse_quiz,
    cronbach_alpha,
)
from quizzes.statistics.figures import share
from quizzes.statistics.quiz import standard_error_of_measurement


@dataclass(frozen=True)
class ItemLine:
    """One row of the item table; ``number`` is its name in the chart."""

    number: int
    asked: Asked
    label: str
    figures: ItemFigures


@dataclass(frozen=True)
class Month:
    """One month by the day of handing in: how many, and the share that passed."""

    first: date
    attempts: int
    passed: int

    @property
    def pass_rate(self) -> Figure:
        """Passed of all, 0 to 1."""
        return share(self.passed, self.attempts)


def quiz_figures(results: Results) -> QuizFigures:
    """Return the figures of the quiz; alpha takes two revisions of a question for the same question."""
    figures = analyse_quiz(results.sheet)
    if figures.alpha != NoFigure(Reason.DIFFERENT_ITEMS):
        return figures
    alpha = cronbach_alpha(results.merged_sheet)
    return replace(figures, alpha=alpha, sem=standard_error_of_measurement(figures.sd, alpha))


def item_lines(results: Results) -> list[ItemLine]:
    """Return the item analysis, numbered in the quiz's order."""
    pairs = zip(results.asked, analyse_items(results.sheet), strict=True)
    return [
        ItemLine(number, asked, label_of(results, asked), figures)
        for number, (asked, figures) in enumerate(pairs, start=1)
    ]


def label_of(results: Results, asked: Asked) -> str:
    """Return a question's first words, or a case's title."""
    return asked.title or as_line(str(results.definitions.get((asked.key, 0), {}).get("stem", ""))) or asked.key


def months_of(sittings: Iterable[Sitting]) -> list[Month]:
    """Return the months in which something was handed in, the oldest first."""
    by_month: defaultdict[date, list[bool]] = defaultdict(list)
    for sitting in sittings:
        day = timezone.localdate(sitting.submitted_at or sitting.started_at)
        by_month[day.replace(day=1)].append(bool(sitting.passed))
    return [Month(first, len(passed), sum(passed)) for first, passed in sorted(by_month.items())]
