"""Standards worked by hand."""

from math import sqrt

import pytest

from quizzes.statistics import (
    NoFigure,
    Observed,
    Reason,
    set_by_angoff,
    set_by_borderline_group,
    set_by_borderline_regression,
)

pytestmark = pytest.mark.once

TWO_JUDGES = [[0.5, 0.6, 0.7], [0.7, 0.8, 0.9]]
ONES = [1.0, 1.0, 1.0]


def observed(*pairs):
    return [Observed(score=score, grade=grade) for grade, score in pairs]


#: Line: grades 1 2 3 about 2, scores 4 6 9 about 19/3; Σ products 5, Σ squares of the grades 2: slope 2.5.
THREE = observed((1, 4.0), (2, 6.0), (3, 9.0))


def test_angoff_adds_up_the_judges_mean_probabilities():
    assert set_by_angoff(TWO_JUDGES, ONES).cut == pytest.approx(0.6 + 0.7 + 0.8)


def test_angoff_counts_each_probability_with_the_marks_of_its_item():
    assert set_by_angoff(TWO_JUDGES, [1.0, 2.0, 3.0]).cut == pytest.approx(0.6 + 2 * 0.7 + 3 * 0.8)


def test_the_error_of_angoff_comes_from_how_the_judges_cuts_differ():
    # cuts 1.8 and 2.4: SD .6/√2, divided by √2
    assert set_by_angoff(TWO_JUDGES, ONES).standard_error == pytest.approx(0.3)


def test_a_single_judge_sets_a_cut_without_an_error():
    found = set_by_angoff(TWO_JUDGES[:1], ONES)
    assert (found.cut, found.standard_error) == (pytest.approx(1.8), NoFigure(Reason.TOO_FEW))


def test_without_judges_there_is_no_cut():
    assert set_by_angoff([], ONES).cut == NoFigure(Reason.NOBODY)


def test_a_judge_who_left_an_item_out_is_refused():
    with pytest.raises(ValueError, match="zip"):
        set_by_angoff([[0.5, 0.6]], ONES)


def test_the_borderline_group_cuts_at_its_median():
    performances = observed((1, 2.0), (2, 5.0), (2, 6.0), (2, 20.0), (3, 30.0))
    assert set_by_borderline_group(performances, borderline=2).cut == 6.0


def test_only_those_graded_borderline_are_counted():
    assert set_by_borderline_group(THREE, borderline=2).n == 1


def test_without_a_borderline_group_there_is_no_cut():
    assert set_by_borderline_group(THREE, borderline=5).cut == NoFigure(Reason.NOBODY)


def test_a_median_comes_without_an_error():
    assert set_by_borderline_group(THREE, borderline=2).standard_error == NoFigure(Reason.NOT_ESTIMATED)


def test_borderline_regression_cuts_where_the_line_meets_the_borderline_grade():
    assert set_by_borderline_regression(THREE, borderline=1.0).cut == pytest.approx(19 / 3 - 2.5)


def test_the_error_of_the_line_grows_away_from_the_mean_grade():
    # residuals 1/6 −1/3 1/6, squared 1/6, divisor 3 − 2; at grade 1: 1/3 + (1 − 2)²/2
    expected = sqrt(1 / 6 * (1 / 3 + 1 / 2))
    assert set_by_borderline_regression(THREE, borderline=1.0).standard_error == pytest.approx(expected)


def test_the_line_is_given_to_be_drawn():
    line = set_by_borderline_regression(THREE, borderline=1.0).line
    # r² = 5²/(2 · Σ squares of the scores), and 4 6 9 have 38/3 of them
    assert (line.slope, line.intercept, line.r_squared) == pytest.approx((2.5, 19 / 3 - 5, 25 / (2 * 38 / 3)))


def test_scores_on_one_line_leave_no_error():
    perfect = observed((1, 2.0), (2, 4.0), (3, 6.0))
    assert set_by_borderline_regression(perfect, borderline=2).standard_error == pytest.approx(0, abs=1e-12)


def test_two_performances_make_a_line_without_an_error():
    assert set_by_borderline_regression(THREE[:2], borderline=1).standard_error == NoFigure(Reason.TOO_FEW)


@pytest.mark.parametrize(
    ("performances", "reason"),
    [([], Reason.NOBODY), (THREE[:1], Reason.TOO_FEW), (observed((2, 1.0), (2, 3.0), (2, 5.0)), Reason.NO_VARIANCE)],
)
def test_where_no_line_can_be_drawn_there_is_no_cut(performances, reason):
    found = set_by_borderline_regression(performances, borderline=2)
    assert (found.cut, found.standard_error) == (NoFigure(reason), NoFigure(reason))
