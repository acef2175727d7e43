"""Classical test theory without a database: what a sheet of marks says about a quiz, its questions and its cases."""

from quizzes.statistics.cases import CaseFigures, CaseRun, RouteFigures, StageFigures, analyse_case
from quizzes.statistics.figures import ENOUGH, Figure, NoFigure, Reason, too_few
from quizzes.statistics.items import ItemFigures, analyse_items
from quizzes.statistics.options import OptionFigures
from quizzes.statistics.quiz import Bin, Quartiles, QuizFigures, analyse_quiz, cronbach_alpha
from quizzes.statistics.sheet import ItemInfo, Sheet
from quizzes.statistics.standards import (
    Line,
    Method,
    Observed,
    StandardFigures,
    set_by_angoff,
    set_by_borderline_group,
    set_by_borderline_regression,
)

__all__ = [
    "ENOUGH",
    "Bin",
    "CaseFigures",
    "CaseRun",
    "Figure",
    "ItemFigures",
    "ItemInfo",
    "Line",
    "Method",
    "NoFigure",
    "Observed",
    "OptionFigures",
    "Quartiles",
    "QuizFigures",
    "Reason",
    "RouteFigures",
    "Sheet",
    "StageFigures",
    "StandardFigures",
    "analyse_case",
    "analyse_items",
    "analyse_quiz",
    "cronbach_alpha",
    "set_by_angoff",
    "set_by_borderline_group",
    "set_by_borderline_regression",
    "too_few",
]
