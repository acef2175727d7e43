"""The figures of a quiz against tables worked by hand; the sheet of five is in ``sheets``."""

from math import sqrt

import pytest

from quizzes.statistics import ItemInfo, NoFigure, Quartiles, Reason, Sheet, analyse_quiz, cronbach_alpha
from tests.quizzes.statistics.sheets import FIVE, sheet_of

pytestmark = pytest.mark.once


def with_scores(*percents, **more):
    return analyse_quiz(sheet_of([str(percent) for percent in percents], [100.0]), **more)


def test_a_score_is_the_share_of_the_marks_that_the_attempt_could_earn():
    assert sheet_of(["1 -", "- 1"], [1.0, 4.0]).scores == (1.0, 0.25)


def test_an_attempt_in_which_no_marks_could_be_earned_has_no_score():
    assert sheet_of(["- 0", "1 0"], [1.0, 0.0]).scores == (1.0,)


def test_the_mean_is_over_the_scores():
    assert analyse_quiz(sheet_of(FIVE)).mean == pytest.approx((3 + 2 + 2 + 1 + 0) / 3 / 5)


@pytest.mark.parametrize(("scores", "median"), [((10, 90, 40), 0.4), ((10, 90, 40, 60), 0.5)])
def test_half_of_the_scores_lie_below_the_median(scores, median):
    assert with_scores(*scores).median == pytest.approx(median)


def test_the_standard_deviation_has_divisor_n_minus_1():
    # 20 40 60: deviations −.2 0 .2, squared .08
    assert with_scores(20, 40, 60).sd == pytest.approx(sqrt(0.08 / 2))


def test_skewness_is_that_of_the_k_statistics():
    # 0 0 30: deviations −10 −10 20; k₂ = 600/2 = 300; m₃ = 6000/3 = 2000; k₃ = 9 · 2000/(2 · 1) = 9000
    assert with_scores(0, 0, 30).skewness == pytest.approx(9000 / 300**1.5)


def test_kurtosis_is_that_of_the_k_statistics():
    # 0 20 40 60: deviations ∓30 ∓10; m₂ = 500; m₄ = (2 · 810000 + 2 · 10000)/4 = 410000; k₂ = 2000/3
    # k₄ = 16 (5 · 410000 − 9 · 250000)/(3 · 2 · 1)
    k4 = 16 * (5 * 410_000 - 9 * 250_000) / 6
    assert with_scores(0, 20, 40, 60).kurtosis == pytest.approx(k4 / (2000 / 3) ** 2)


def test_alpha_compares_the_variances_of_the_items_with_that_of_the_totals():
    # Σ squares of the items 3 · 1.2, of the totals 3 2 2 1 0 about 1.6: 5.2
    assert analyse_quiz(sheet_of(FIVE)).alpha == pytest.approx(3 / 2 * (1 - 3.6 / 5.2))


def test_alpha_of_items_that_are_right_or_wrong_is_kr_20():
    # Σ pq = .24 + .24 + .24; the totals have a variance of 5.2/5 with the same divisor
    assert cronbach_alpha(sheet_of(FIVE)) == pytest.approx(3 / 2 * (1 - 0.72 / 1.04))


def test_alpha_is_one_where_all_items_say_the_same():
    assert cronbach_alpha(sheet_of(["1 1 1", "0 0 0"])) == 1


def test_rounding_does_not_carry_alpha_past_one():
    # without the limit these make 1.0000000000000002, and no root for the standard error
    same = analyse_quiz(sheet_of(["1 1 1", ".9 .9 .9", "1 1 1", ".8 .8 .8"]))
    assert (same.alpha, same.sem) == (1.0, 0.0)


def test_alpha_is_negative_where_the_items_contradict_each_other():
    # squares .5 + 4.5 = 5 of the items, 2 of the totals 3 and 1: 2 · (1 − 5/2)
    assert cronbach_alpha(sheet_of(["0 3", "1 0"], [1.0, 3.0])) == pytest.approx(2 * (1 - 5 / 2))


def test_the_standard_error_of_measurement_is_in_the_unit_of_the_score():
    found = analyse_quiz(sheet_of(FIVE))
    assert found.sem == pytest.approx(sqrt(5.2 / 4) / 3 * sqrt(1 - 3 / 2 * (1 - 3.6 / 5.2)))


def test_where_papers_differ_there_is_no_alpha():
    assert cronbach_alpha(sheet_of(["1 -", "- 1"])) == NoFigure(Reason.DIFFERENT_ITEMS)


def test_one_question_has_no_alpha():
    assert cronbach_alpha(sheet_of(["1", "0"])) == NoFigure(Reason.ONE_ITEM)


def test_equal_totals_have_no_alpha():
    assert cronbach_alpha(sheet_of(["1 0", "0 1"])) == NoFigure(Reason.NO_VARIANCE)


def test_without_alpha_there_is_no_standard_error_for_the_same_reason():
    assert analyse_quiz(sheet_of(["1 -", "- 1"])).sem == NoFigure(Reason.DIFFERENT_ITEMS)


def test_the_pass_rate_leaves_out_who_is_not_yet_marked():
    assert analyse_quiz(sheet_of(FIVE, passed=(True, True, False, None, None))).pass_rate == 2 / 3


def test_the_time_taken_is_given_in_quartiles():
    found = analyse_quiz(sheet_of(FIVE, seconds=(100.0, 200.0, 400.0, 800.0, None)))
    # places 0.75, 1.5 and 2.25 of 100 200 400 800
    assert found.seconds == Quartiles(175.0, 300.0, 500.0)


def test_the_histogram_counts_every_score_once():
    assert [one.attempts for one in with_scores(0, 9, 10, 55, 99, 100).distribution] == [2, 1, 0, 0, 0, 1, 0, 0, 0, 2]


def test_a_score_on_the_edge_of_two_bars_belongs_to_the_upper_one():
    found = with_scores(29, bins=100).distribution  # 0.29 · 100 is 28.999999999999996
    assert [(one.low, one.high) for one in found if one.attempts] == [(0.29, 0.30)]


@pytest.mark.parametrize("name", ["mean", "median", "sd", "skewness", "kurtosis", "pass_rate"])
def test_without_attempts_there_is_no_figure_of_the_quiz(name):
    assert getattr(analyse_quiz(sheet_of([])), name) == NoFigure(Reason.NOBODY)


def test_without_attempts_there_is_no_alpha():
    assert cronbach_alpha(sheet_of([], [1.0, 1.0])) == NoFigure(Reason.NOBODY)


def test_without_times_there_are_no_quartiles():
    assert analyse_quiz(sheet_of(FIVE)).seconds == Quartiles(*[NoFigure(Reason.NOBODY)] * 3)


@pytest.mark.parametrize(("name", "needed"), [("sd", 2), ("skewness", 3), ("kurtosis", 4)])
def test_each_figure_needs_so_many_attempts(name, needed):
    assert getattr(with_scores(*range(needed - 1)), name) == NoFigure(Reason.TOO_FEW)


@pytest.mark.parametrize("name", ["skewness", "kurtosis"])
def test_equal_scores_have_no_shape(name):
    assert getattr(with_scores(70, 70, 70, 70), name) == NoFigure(Reason.NO_VARIANCE)


def test_equal_scores_have_a_standard_deviation_of_zero():
    assert with_scores(70, 70).sd == 0


@pytest.mark.parametrize(("attempts", "too_few"), [(29, True), (30, False)])
def test_below_thirty_attempts_a_quiz_is_not_judged(attempts, too_few):
    assert with_scores(*[50] * attempts).too_few is too_few


def test_a_reason_says_in_words_why_there_is_no_figure():
    assert [str(NoFigure(reason)) for reason in Reason if len(str(NoFigure(reason))) < 10] == []


SHAPES = {"rows": ((1.0,),), "picks": (((),),), "seconds": (60.0,), "passed": (True,)}


@pytest.mark.parametrize(
    "wrong", [{"rows": ((1.0, 1.0),)}, {"picks": (((), ()),)}, {"seconds": (1.0, 2.0)}, {"passed": (True, False)}]
)
def test_a_sheet_whose_shapes_differ_is_refused(wrong):
    with pytest.raises(ValueError, match="entry for each"):
        Sheet((ItemInfo("a", 1.0),), **SHAPES | wrong)


@pytest.mark.parametrize("name", ["picks", "seconds", "passed"])
def test_what_is_not_known_of_a_sheet_may_be_left_out(name):
    assert Sheet((ItemInfo("a", 1.0),), **SHAPES | {name: ()}).scores == (1.0,)
