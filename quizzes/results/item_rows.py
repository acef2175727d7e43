"""The item analysis as rows of a spreadsheet; where there is no figure it says why in a word."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from quizzes.results.figures import ItemLine
from quizzes.statistics import Figure, NoFigure

FIGURES = (
    "facility",
    "sd",
    "index",
    "efficiency",
    "point_biserial",
    "upper_lower",
    "intended_weight",
    "effective_weight",
)


def item_rows(lines: Iterable[ItemLine]) -> Iterator[list[Any]]:
    """Give the rows, headings first."""
    yield _headings()
    for line in lines:
        figures = line.figures
        values = [plain(getattr(figures, name)) for name in FIGURES]
        said = _("too few to judge") if figures.too_few else ""
        asked = line.asked
        yield [line.number, line.label, asked.key, asked.revision, asked.marks, figures.attempts, *values, said]


def plain(value: Figure) -> float | str:
    """Return the number with six places, or the reason why there is none."""
    return value.reason.value if isinstance(value, NoFigure) else round(value, 6)


def _headings() -> list[str]:
    return [
        _("Number"),
        _("Question"),
        _("Column"),
        _("Revision"),
        _("Marks"),
        _("Attempts"),
        _("Facility (0 to 1)"),
        _("Standard deviation in marks"),
        _("Discrimination index in %"),
        _("Discriminative efficiency in %"),
        _("Point-biserial correlation"),
        _("Upper less lower 27 %"),
        _("Intended weight (0 to 1)"),
        _("Effective weight (0 to 1)"),
        _("Note"),
    ]
