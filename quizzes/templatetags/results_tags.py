"""Figures in the words of a table."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from quizzes.statistics import Figure, NoFigure

register = template.Library()

FORMS = {
    "share": lambda value: f"{value * 100:.1f} %",
    "percent": lambda value: f"{value:.1f} %",
    "number": lambda value: f"{value:.2f}".replace("-", "\N{MINUS SIGN}"),
    "minutes": lambda value: f"{value / 60:.1f}",
}


@register.simple_tag
def figure(value: Figure, form: str) -> str:
    """Return a figure as ``share`` (of 1), ``percent``, ``number`` or ``minutes``; else a dash that says why."""
    if isinstance(value, NoFigure):
        return format_html('<span title="{0}">–<span class="w-sr-only"> {0}</span></span>', str(value))
    return FORMS[form](value)


@register.simple_tag
def figure_words(value: Figure, form: str) -> SafeString:
    """Return a figure where there is room to say why there is none."""
    if isinstance(value, NoFigure):
        return format_html('<span class="results__none">{}</span>', str(value))
    return format_html("{}", FORMS[form](value))


@register.filter
def marks(value: float) -> str:
    """Return marks with two places at most."""
    return f"{round(value, 2):g}"
