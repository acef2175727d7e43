"""What must hold for every sheet whatever."""

from dataclasses import fields
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.statistics import (
    ItemInfo,
    NoFigure,
    Observed,
    Sheet,
    analyse_items,
    analyse_quiz,
    set_by_borderline_regression,
)

pytestmark = pytest.mark.once

BOUNDS = {
    "facility": (0, 1),
    "intended_weight": (0, 1),
    "effective_weight": (0, float("inf")),
    "index": (-100, 100),
    "efficiency": (float("-inf"), 100),
    "upper_lower": (-1, 1),
    "point_biserial": (-1, 1),
    "distractor_efficiency": (0, 1),
}


@st.composite
def sheets(draw, *, drawn=True, steps=6, least=0):
    """Sheets of up to four items; marks in sixths, which are not exact; if ``drawn`` some items are missing."""
    items = tuple(
        ItemInfo(str(place), draw(st.sampled_from([0.0, 1.0, 2.5])) if drawn else 1.0, options=tuple("ABC"))
        for place in range(draw(st.integers(1, 4)))
    )
    n = draw(st.integers(least, 9))

    def mark(item):
        earned = st.integers(0, steps).map(lambda step: step / steps * item.max_mark)
        return st.none() | earned if drawn else earned

    return Sheet(
        items,
        tuple(tuple(draw(mark(item)) for item in items) for _attempt in range(n)),
        tuple(tuple(draw(st.sampled_from([(), ("A",), ("B", "C")])) for _item in items) for _attempt in range(n)),
        tuple(draw(st.none() | st.floats(0, 1e5)) for _attempt in range(n)),
        tuple(draw(st.sampled_from([None, True, False])) for _attempt in range(n)),
    )


def figures_of(found):
    return {field.name: getattr(found, field.name) for field in fields(found)}


def in_order(sheet, order):
    tables = (sheet.rows, sheet.picks, sheet.seconds, sheet.passed)
    return Sheet(sheet.items, *(tuple(table[attempt] for attempt in order) for table in tables))


@given(sheets())
def test_every_figure_of_an_item_is_a_number_within_its_bounds_or_says_why_not(sheet):
    for item in analyse_items(sheet):
        for name, (low, high) in BOUNDS.items():
            found = getattr(item, name)
            assert isinstance(found, NoFigure) or (isfinite(found) and low <= found <= high), name


@given(sheets())
def test_every_figure_of_a_quiz_is_a_finite_number_or_says_why_not(sheet):
    numbers = [figure for figure in figures_of(analyse_quiz(sheet)).values() if isinstance(figure, float)]
    assert all(map(isfinite, numbers))


@given(sheets(), st.randoms(use_true_random=False))
def test_the_order_of_the_attempts_changes_no_figure_of_an_item(sheet, random):
    order = random.sample(range(len(sheet.rows)), len(sheet.rows))
    assert analyse_items(in_order(sheet, order)) == analyse_items(sheet)


@given(sheets(), st.randoms(use_true_random=False))
def test_the_order_of_the_attempts_changes_no_figure_of_the_quiz(sheet, random):
    order = random.sample(range(len(sheet.rows)), len(sheet.rows))
    assert analyse_quiz(in_order(sheet, order)) == analyse_quiz(sheet)


@given(sheets())
def test_every_score_is_counted_in_the_histogram(sheet):
    assert sum(one.attempts for one in analyse_quiz(sheet).distribution) == len(sheet.scores)


@given(sheets(drawn=False, steps=1))
def test_the_point_biserial_of_an_item_that_is_right_or_wrong_is_its_correlation(sheet):
    for item in analyse_items(sheet):
        if not isinstance(item.index, NoFigure):
            assert item.point_biserial == pytest.approx(item.index / 100, abs=1e-9)


@given(sheets(drawn=False))
def test_alpha_is_at_most_one(sheet):
    alpha = analyse_quiz(sheet).alpha
    assert isinstance(alpha, NoFigure) or alpha <= 1 + 1e-12


@given(sheets(drawn=False, least=2))
def test_effective_weights_add_up_to_one(sheet):
    weights = [item.effective_weight for item in analyse_items(sheet)]
    known = [weight for weight in weights if not isinstance(weight, NoFigure)]
    assert not any(known) or sum(known) == pytest.approx(1)


@given(sheets(drawn=False, least=2), st.integers(0, 3))
def test_an_item_that_everybody_got_right_discriminates_between_nobody(sheet, place):
    place %= len(sheet.items)
    rows = tuple((*row[:place], 1.0, *row[place + 1 :]) for row in sheet.rows)
    found = analyse_items(Sheet(sheet.items, rows))[place]
    assert all(isinstance(one, NoFigure) for one in (found.index, found.efficiency, found.point_biserial))


@given(st.lists(st.builds(Observed, st.integers(0, 40).map(float), st.integers(1, 5).map(float))), st.integers(1, 5))
def test_a_standard_by_regression_is_a_finite_number_or_says_why_not(performances, borderline):
    found = set_by_borderline_regression(performances, borderline)
    assert all(isinstance(one, NoFigure) or isfinite(one) for one in (found.cut, found.standard_error))
