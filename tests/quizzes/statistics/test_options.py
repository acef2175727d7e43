"""What became of each option."""

import pytest

from quizzes.statistics import NoFigure, Reason, Sheet, analyse_items
from tests.quizzes.statistics.sheets import FIVE, picked, sheet_of

pytestmark = pytest.mark.once


def options(*args, **more):
    return {option.id: option for option in analyse_items(picked(*args, **more))[0].options}


def test_an_option_is_counted_once_for_everybody_who_chose_it():
    assert [option.chosen for option in options(["A", "AB", "B", "A"]).values()] == [3, 2, 0, 0]


def test_an_option_is_chosen_by_a_share_of_all_who_had_the_question_answered_or_not():
    assert options(["A", "B", "-", "A"])["A"].share == 2 / 4


def test_the_mean_rest_is_what_those_who_chose_the_option_earned_elsewhere():
    assert options(["A", "A", "B", "A"], marks=[8.0, 6.0, 3.0, 1.0])["A"].mean_rest == (8 + 6 + 1) / 3


def test_an_option_that_nobody_chose_has_no_mean_rest():
    assert options(["A"])["B"].mean_rest == NoFigure(Reason.NOBODY)


def test_the_right_options_are_marked_as_such():
    assert [one.key for one in options(["A"], keys="AC").values()] == [True, False, True, False]


@pytest.mark.parametrize(("attempts", "functional"), [(20, True), (21, False)])
def test_an_option_is_functional_from_five_percent_on(attempts, functional):
    assert options(["B", *["A"] * (attempts - 1)])["B"].functional is functional


def test_distractor_efficiency_is_the_share_of_the_wrong_options_that_are_functional():
    # of B, C, D only C is chosen
    assert analyse_items(picked(["A", "C"]))[0].distractor_efficiency == 1 / 3


def test_a_question_without_wrong_options_has_no_distractor_efficiency():
    found = analyse_items(picked(["A"], options="A"))[0].distractor_efficiency
    assert found == NoFigure(Reason.NO_DISTRACTORS)


def test_those_who_picked_nothing_are_counted():
    assert analyse_items(picked(["A", "-", "-"]))[0].unanswered == 2


def test_a_pick_that_is_no_option_is_ignored():
    assert sum(option.chosen for option in options(["Z", "A"]).values()) == 1


def test_picks_of_an_attempt_that_did_not_have_the_question_do_not_count():
    whole = picked(["A", "A"])
    drawn = Sheet(whole.items, ((None, 0.0), (1.0, 0.0)), whole.picks)
    assert analyse_items(drawn)[0].options[0].chosen == 1


def test_before_anybody_sat_the_quiz_the_options_stand_there_without_figures():
    assert options([])["B"].share == NoFigure(Reason.NOBODY)


def test_before_anybody_sat_the_quiz_no_option_is_functional():
    assert not options([])["B"].functional


def test_before_anybody_sat_the_quiz_no_distractor_is_functional_or_not():
    assert analyse_items(picked([]))[0].distractor_efficiency == NoFigure(Reason.NOBODY)


def test_a_sheet_without_picks_has_no_figures_of_options():
    assert analyse_items(sheet_of(FIVE))[0].options == ()
