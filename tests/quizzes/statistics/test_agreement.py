"""Agreement to six digits with numpy and scipy, on two hundred random sets each."""

import math

import numpy as np
import pytest
import scipy.stats

from quizzes.statistics import (
    ItemInfo,
    NoFigure,
    Observed,
    Sheet,
    analyse_items,
    analyse_quiz,
    set_by_angoff,
    set_by_borderline_group,
    set_by_borderline_regression,
)

pytestmark = [
    pytest.mark.once,
    pytest.mark.filterwarnings("ignore::RuntimeWarning"),  # numpy's way to say that there is no figure
]


def plain(figure):
    return math.nan if isinstance(figure, NoFigure) else figure


def agree(found, expected):
    np.testing.assert_allclose([plain(one) for one in found], expected, rtol=1e-6, atol=1e-9)


def seeded():
    return map(np.random.default_rng, range(200))


def random_marks(rng, missing=0.0, steps=2):
    """Marks of up to 60 attempts and 12 items in ``steps`` of each item's marks; abler attempts earn more."""
    n, k = int(rng.integers(6, 60)), int(rng.integers(2, 12))
    most = rng.integers(1, 5, size=k).astype(float)
    ability, difficulty = rng.normal(size=(n, 1)), rng.normal(size=(1, k))
    chance = 1 / (1 + np.exp(difficulty - ability))
    marks = rng.binomial(steps, chance) / steps * most
    marks[rng.random((n, k)) < missing] = math.nan
    return marks, most


def sheet_from(marks, most, **more):
    rows = tuple(tuple(None if math.isnan(mark) else float(mark) for mark in row) for row in marks)
    return Sheet(tuple(ItemInfo(str(place), float(one)) for place, one in enumerate(most)), rows, **more)


def had(marks, place):
    """The marks and the rests of one item over the attempts that had it."""
    own = marks[:, place]
    there = ~np.isnan(own)
    return own[there], np.nansum(marks, axis=1)[there] - own[there]


@pytest.mark.parametrize("missing", [0.0, 0.3])
def test_each_item_agrees(missing):
    for rng in seeded():
        marks, most = random_marks(rng, missing)
        items = analyse_items(sheet_from(marks, most))
        columns = [had(marks, place) for place in range(len(most))]
        agree([item.facility for item in items], np.nanmean(marks, axis=0) / most)
        agree([item.sd for item in items], np.nanstd(marks, axis=0, ddof=1))
        agree([item.index for item in items], [100 * np.corrcoef(own, rest)[0, 1] for own, rest in columns])
        agree(
            [item.efficiency for item in items],
            [100 * np.cov(own, rest)[0, 1] / np.cov(np.sort(own), np.sort(rest))[0, 1] for own, rest in columns],
        )


@pytest.mark.parametrize("missing", [0.0, 0.3])
def test_the_point_biserial_agrees(missing):
    for rng in seeded():
        marks, most = random_marks(rng, missing)
        columns = [had(marks, place) for place in range(len(most))]
        expected = [
            scipy.stats.pointbiserialr(own == one, rest).statistic
            for (own, rest), one in zip(columns, most, strict=True)
        ]
        agree([item.point_biserial for item in analyse_items(sheet_from(marks, most))], expected)


def test_the_effective_weights_agree():
    for rng in seeded():
        marks, most = random_marks(rng)
        covariances = np.array([np.cov(column, marks.sum(axis=1))[0, 1] for column in marks.T])
        roots = np.sqrt(np.where(covariances < -1e-12, math.nan, np.abs(covariances)))
        weights = [item.effective_weight for item in analyse_items(sheet_from(marks, most))]
        agree(weights, roots / np.nansum(roots))


def test_upper_lower_agrees_where_no_totals_tie():
    for rng in seeded():
        marks, most = random_marks(rng, steps=10**6)
        ranked = marks[np.argsort(marks.sum(axis=1))] / most
        group = max(1, math.floor(0.27 * len(marks) + 0.5))
        expected = ranked[-group:].mean(axis=0) - ranked[:group].mean(axis=0)
        agree([item.upper_lower for item in analyse_items(sheet_from(marks, most))], expected)


def test_the_quiz_agrees():
    for rng in seeded():
        marks, most = random_marks(rng)
        seconds = rng.integers(60, 3600, size=len(marks)).astype(float)
        quiz = analyse_quiz(sheet_from(marks, most, seconds=tuple(seconds)))
        scores, matrix, k = marks.sum(axis=1) / most.sum(), np.cov(marks.T), len(most)
        alpha = k / (k - 1) * (1 - np.trace(matrix) / matrix.sum())
        sd = np.std(scores, ddof=1)
        agree([quiz.mean, quiz.median, quiz.sd], [scores.mean(), np.median(scores), sd])
        agree(
            [quiz.skewness, quiz.kurtosis], [of(scores, bias=False) for of in (scipy.stats.skew, scipy.stats.kurtosis)]
        )
        agree([quiz.alpha, quiz.sem], [alpha, sd * np.sqrt(1 - alpha)])
        agree([quiz.seconds.lower, quiz.seconds.median, quiz.seconds.upper], np.quantile(seconds, [0.25, 0.5, 0.75]))
        agree([one.attempts for one in quiz.distribution], np.histogram(np.minimum(scores + 1e-12, 1), range=(0, 1))[0])


def test_angoff_agrees():
    for rng in seeded():
        judgements, most = rng.random((int(rng.integers(2, 12)), 8)), rng.integers(1, 5, size=8)
        found = set_by_angoff(judgements.tolist(), most.tolist())
        agree(
            [found.cut, found.standard_error],
            [judgements.mean(axis=0) @ most, scipy.stats.sem(judgements @ most, ddof=1)],
        )


def test_the_borderline_methods_agree():
    for rng in seeded():
        grades = rng.integers(1, 6, size=int(rng.integers(6, 80))).astype(float)
        scores = 4 * grades + rng.normal(scale=3, size=len(grades))
        performances = [Observed(score, grade) for score, grade in zip(scores.tolist(), grades.tolist(), strict=True)]
        line = scipy.stats.linregress(grades - 2, scores)  # about the borderline grade the intercept is the cut
        found = set_by_borderline_regression(performances, borderline=2)
        agree([found.cut, found.standard_error], [line.intercept, line.intercept_stderr])
        agree([found.line.slope, found.line.r_squared], [line.slope, line.rvalue**2])
        agree([set_by_borderline_group(performances, borderline=2).cut], [np.median(scores[grades == 2])])
