"""The item analysis against tables worked by hand; the sheet of five is in ``sheets``."""

from math import sqrt

import pytest

from quizzes.statistics import NoFigure, Reason, analyse_items
from tests.quizzes.statistics.sheets import FIVE, sheet_of

pytestmark = pytest.mark.once


def figures(name, sheet=None):
    return [getattr(item, name) for item in analyse_items(sheet or sheet_of(FIVE))]


def test_facility_is_the_mean_share_of_the_marks():
    assert figures("facility") == [3 / 5, 3 / 5, 2 / 5]


def test_facility_counts_part_marks():
    assert figures("facility", sheet_of(["2 0", "1 4"], [2.0, 4.0])) == [3 / 4, 4 / 8]


def test_the_standard_deviation_is_in_marks_with_divisor_n_minus_1():
    # a: deviations .4 .4 .4 −.6 −.6, squared 3 · .16 + 2 · .36 = 1.2
    assert figures("sd")[0] == pytest.approx(sqrt(1.2 / 4))


def test_the_intended_weight_is_the_share_of_the_marks():
    assert figures("intended_weight", sheet_of(["0 0 0", "1 1 1"], [1.0, 2.0, 5.0])) == [1 / 8, 2 / 8, 5 / 8]


def test_the_effective_weight_shares_out_the_roots_of_the_covariances_with_the_total():
    # Σ(x − x̄)(total − mean), which is Σ(x − x̄)² + Σ(x − x̄)(rest − mean): a 1.2 + 1.0, b 1.2 + 0, c 1.2 + 0.6
    roots = [sqrt(2.2), sqrt(1.2), sqrt(1.8)]
    assert figures("effective_weight") == pytest.approx([root / sum(roots) for root in roots])


def test_an_item_that_runs_against_the_total_has_no_effective_weight_and_leaves_it_to_the_others():
    against = sheet_of(["0 5", "1 0"], [1.0, 5.0])
    assert figures("effective_weight", against) == [NoFigure(Reason.NEGATIVE_COVARIANCE), 1.0]


def test_an_item_that_everybody_got_right_has_no_effect_on_the_total():
    assert figures("effective_weight", sheet_of(["1 1", "1 0"])) == [0.0, 1.0]


def test_the_discrimination_index_is_the_correlation_with_the_rest_in_percent():
    # a: Σ with the rest (2 1 1 1 0) = .4 · 1 + −.6 · −1 = 1; Σ squares 1.2 and 2
    # c: .6·.8 − .4·.8 − .6·.2 + .4·.2 + .4·1.2 = .6; Σ squares 1.2 and 2.8
    assert figures("index") == pytest.approx([100 / sqrt(1.2 * 2), 0, 60 / sqrt(1.2 * 2.8)])


def test_discriminative_efficiency_compares_with_the_best_that_these_marks_allow():
    # c sorted 0 0 0 1 1 beside its rest sorted 0 1 1 2 2: .48 + .08 + .08 + .48 + .48 = 1.6, and it has .6
    assert figures("efficiency") == pytest.approx([100, 0, 100 * 0.6 / 1.6])


def test_the_point_biserial_compares_the_rests_of_those_right_and_of_the_others():
    # a: M₁ = (2 + 1 + 1)/3, M₀ = (1 + 0)/2, p = 3/5; the rests 2 1 1 1 0 have an SD of √(2/5) with divisor n
    assert figures("point_biserial")[0] == pytest.approx(sqrt(0.6 * 0.4) * (4 / 3 - 1 / 2) / sqrt(2 / 5))


def test_the_point_biserial_counts_part_marks_as_not_right():
    # full marks: rests 4 and 2; the others: 2 and 0; p = 1/2; SD of 4 2 2 0 with divisor n is √2
    sheet = sheet_of(["2 4", "2 2", "1 2", "0 0"], [2.0, 4.0])
    assert figures("point_biserial", sheet)[0] == pytest.approx(1 / 2 * (3 - 1) / sqrt(2))


def test_upper_lower_sets_the_best_27_percent_against_the_worst():
    # 0.27 · 8 = 2.16: the two best (totals 9, 8) earn 1 and 1, the two worst (2, 1) earn 0 and 1
    rows = ["1 8", "1 7", "0 7", "1 5", "0 5", "0 4", "0 2", "1 0"]
    assert figures("upper_lower", sheet_of(rows, [1.0, 8.0]))[0] == 1 - 1 / 2


def test_attempts_that_tie_at_the_edge_of_a_group_share_its_last_seats():
    # two seats above: one for the total 9 (1 mark), one for the three with 5 (1 + 0 + 0 marks): (1 + 1/3) / 2
    rows = ["1 8", "1 4", "0 5", "0 5", "1 3", "0 2", "0 1", "0 0"]
    assert figures("upper_lower", sheet_of(rows, [1.0, 8.0]))[0] == pytest.approx((1 + 1 / 3) / 2 - 0)


@pytest.mark.parametrize("name", ["index", "efficiency", "point_biserial"])
def test_an_item_that_everybody_got_right_discriminates_nobody(name):
    sheet = sheet_of(["1 1", "1 0", "1 0"])
    assert figures(name, sheet)[0] == NoFigure(Reason.ALL_RIGHT if name == "point_biserial" else Reason.NO_VARIANCE)


def test_an_item_that_nobody_got_fully_right_has_no_point_biserial():
    assert figures("point_biserial", sheet_of(["1 1", "1 0"], [2.0, 1.0]))[0] == NoFigure(Reason.NONE_RIGHT)


def test_the_only_item_of_a_quiz_has_no_rest_to_agree_with():
    assert figures("index", sheet_of(["1", "0"])) == [NoFigure(Reason.NO_VARIANCE)]


def test_equal_totals_make_no_upper_and_lower_group():
    assert figures("upper_lower", sheet_of(["1 0", "0 1"])) == [NoFigure(Reason.NO_VARIANCE)] * 2


def test_the_same_mark_for_all_does_not_vary_though_its_mean_is_rounded():
    sheet = sheet_of([".1 1", ".1 .3", ".1 .4"])  # the mean of three tenths is not quite a tenth
    assert (figures("sd", sheet)[0], figures("effective_weight", sheet)[0]) == (0.0, 0.0)


def test_totals_that_differ_by_rounding_only_are_equal():
    assert figures("upper_lower", sheet_of([".1 .2", ".3 0"]))[0] == NoFigure(Reason.NO_VARIANCE)


def test_rests_that_differ_by_rounding_only_do_not_vary():
    sheet = sheet_of(["1e6 .1 .2", "0 .3 0", "5e5 .3 0"], [1e6, 1.0, 1.0])
    assert figures("index", sheet)[0] == NoFigure(Reason.NO_VARIANCE)


def test_rounding_does_not_carry_the_index_past_a_hundred():
    assert figures("index", sheet_of(["1 1", ".9 .9", ".1 .1"])) == [100, 100]


def test_an_item_that_cancels_out_in_the_total_has_no_effect_on_it():
    cancelling = sheet_of([".4 .5 0", ".7 .2 0", "0 .9 0"])  # by rounding alone its covariance is below 0
    assert figures("effective_weight", cancelling)[0] == NoFigure(Reason.NO_VARIANCE)


@pytest.mark.parametrize("name", ["sd", "effective_weight", "index", "efficiency", "upper_lower", "point_biserial"])
def test_one_attempt_tells_nothing_of_how_marks_vary(name):
    assert figures(name, sheet_of(["1 0"]))[0] == NoFigure(Reason.TOO_FEW)


@pytest.mark.parametrize(
    "name",
    ["facility", "sd", "intended_weight", "effective_weight", "index", "efficiency", "upper_lower", "point_biserial"],
)
def test_without_attempts_there_is_no_figure(name):
    assert figures(name, sheet_of([])) == [NoFigure(Reason.NOBODY)]


@pytest.mark.parametrize("name", ["facility", "intended_weight", "upper_lower"])
def test_an_item_without_marks_has_no_share_of_them(name):
    assert figures(name, sheet_of(["0 1", "0 0"], [0.0, 1.0]))[0] == NoFigure(Reason.NO_MARKS)


DRAWN = sheet_of(["1 - 1", "0 - 0", "- 2 1", "- 0 1"], [1.0, 2.0, 1.0])


def test_an_item_is_judged_over_the_attempts_that_had_it():
    assert [(item.attempts, item.facility) for item in analyse_items(DRAWN)] == [(2, 0.5), (2, 0.5), (4, 0.75)]


def test_the_rest_is_what_the_attempt_earned_with_the_items_that_it_had():
    # c is 1 0 1 1 beside the rests 1 0 2 0: Σ = .25·.25 + .75·.75 + .25·1.25 − .25·.75 = .75; squares .75 and 2.75
    assert figures("index", DRAWN)[2] == pytest.approx(100 * 0.75 / sqrt(0.75 * 2.75))


def test_the_intended_weight_in_different_papers_is_the_mean_over_those_that_have_the_item():
    assert figures("intended_weight", DRAWN) == pytest.approx([1 / 2, 2 / 3, (1 / 2 + 1 / 2 + 1 / 3 + 1 / 3) / 4])


@pytest.mark.parametrize("name", ["intended_weight", "effective_weight"])
def test_weights_add_up_to_one_over_an_average_paper(name):
    drawn = sheet_of(["1 - 1", "0 - 0", "- 2 1", "- 0 0"], [1.0, 2.0, 1.0])
    weights = [share * weight for share, weight in zip([0.5, 0.5, 1], figures(name, drawn), strict=True)]
    assert sum(weights) == pytest.approx(1)


@pytest.mark.parametrize(("attempts", "too_few"), [(29, True), (30, False)])
def test_below_thirty_attempts_an_item_is_not_judged(attempts, too_few):
    assert analyse_items(sheet_of(["1 0"] * attempts))[0].too_few is too_few
