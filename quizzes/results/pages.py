"""What the page of a quiz shows: figures, tables, and the charts beside them."""

from typing import Any

from django.utils.formats import date_format

from quizzes.results import charts
from quizzes.results.figures import ItemLine, Month, item_lines, months_of, quiz_figures
from quizzes.results.outcomes import outcomes_of
from quizzes.results.shapes import Results
from quizzes.statistics import QuizFigures


def quiz_context(results: Results) -> dict[str, Any]:
    """Return everything that the figures of a quiz are shown by."""
    figures, lines, months = quiz_figures(results), item_lines(results), months_of(results.sittings)
    return {
        "figures": figures,
        "lines": lines,
        "cases": [line for line in lines if line.asked.is_case],
        "outcomes": outcomes_of(results),
        "months": months,
        "histogram": histogram(figures),
        "month_bars": month_bars(months),
        "dots": dots(lines),
        "across": charts.MAP_ACROSS,
        "up": charts.MAP_UP,
    }


def histogram(figures: QuizFigures) -> list[charts.Bar]:
    """Lay out how many scored from so many percent on."""
    return charts.lay_bars(
        [(str(round(one.low * 100)), one.attempts, str(one.attempts or "")) for one in figures.distribution]
    )


def month_bars(months: list[Month]) -> list[charts.Bar]:
    """Lay out the attempts of the last twelve months in which there were any."""
    return charts.lay_bars(
        [(date_format(month.first, "m/y"), month.attempts, str(month.attempts)) for month in months[-12:]]
    )


def dots(lines: list[ItemLine]) -> list[charts.Dot]:
    """Lay out the items that have both a facility and a discrimination."""
    found = ((str(line.number), line.figures.facility, line.figures.index) for line in lines)
    return charts.lay_dots(
        [
            (name, easy, index / 100)
            for name, easy, index in found
            if isinstance(easy, float) and isinstance(index, float)
        ]
    )
