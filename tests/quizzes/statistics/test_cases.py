"""What became of a case."""

import pytest

from quizzes.statistics import CaseRun, NoFigure, Reason, RouteFigures, StageFigures, analyse_case

pytestmark = pytest.mark.once

STAGES = ("history", "tests", "treat")


def run(route, right="", critical=""):
    return CaseRun(tuple(route.split()), frozenset(right.split()), frozenset(critical.split()))


RUNS = [
    run("history tests treat", "history tests treat"),
    run("history tests treat", "history treat"),
    run("history refer", "history refer"),
    run("history tests", "", "history treat"),
]


def column(name):
    return {stage.stage: getattr(stage, name) for stage in analyse_case(STAGES, RUNS).stages}


def test_a_stage_counts_the_runs_that_reached_it():
    assert column("reached") == {"history": 4, "tests": 3, "treat": 2, "refer": 1}


def test_a_stage_counts_the_runs_that_were_right_in_it():
    assert column("right") == {"history": 3, "tests": 1, "treat": 2, "refer": 1}


def test_a_right_decision_off_the_way_is_not_counted():
    assert analyse_case(("tests",), [run("history", "history tests")]).stages[0].right == 0


def test_a_case_is_lost_at_the_first_decision_that_was_not_right():
    assert column("lost") == {"history": 1, "tests": 1, "treat": 0, "refer": 0}


def test_a_stage_counts_critical_failures_even_of_those_who_never_reached_it():
    assert column("critical_failures") == {"history": 1, "tests": 0, "treat": 1, "refer": 0}


def test_runs_that_were_right_all_the_way_are_unbroken():
    assert analyse_case(STAGES, RUNS).unbroken == 2


def test_a_run_fails_once_however_many_critical_decisions_were_wrong():
    found = analyse_case(STAGES, RUNS)
    assert (found.failed, found.failure_rate) == (1, 1 / 4)


def test_the_routes_come_with_the_most_taken_first():
    assert analyse_case(STAGES, RUNS).routes == (
        RouteFigures(("history", "tests", "treat"), 2),
        RouteFigures(("history", "refer"), 1),
        RouteFigures(("history", "tests"), 1),
    )


def test_a_stage_that_a_branch_comes_back_to_is_reached_once():
    found = analyse_case(("history",), [run("history tests history")])
    assert found.stages[0].reached == 1


def test_a_case_that_nobody_met_has_no_rate_of_failure():
    assert analyse_case(STAGES, []).failure_rate == NoFigure(Reason.NOBODY)


def test_a_case_that_nobody_met_still_lists_its_stages():
    assert analyse_case(("history",), []).stages == (StageFigures("history", 0, 0, 0, 0),)


@pytest.mark.parametrize(("runs", "too_few"), [(29, True), (30, False)])
def test_below_thirty_runs_a_case_is_not_judged(runs, too_few):
    assert analyse_case(STAGES, RUNS[:1] * runs).too_few is too_few
