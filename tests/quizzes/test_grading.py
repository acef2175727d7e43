"""Marking without a database: the published table, and what must hold for every answer whatever."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.grading import grade, mark
from quizzes.paper import Decision, Item, Paper
from quizzes.types import QUESTION_TYPES, read
from quizzes.types.multiple.rules import RULES

TABLE = """
picked all_or_nothing ps50 ps1m right_minus_wrong ripkey ou
AC     1              1    1    1                 1      1
A      0              1/2  1/2  1/2               1/2    1/2
AB     0              1/2  1/2  0                 1/2    1/2
ABD    0              1/2  1/2  0                 0      0
ACD    0              1/2  1    1/2               0      1/2
ABCD   0              1/2  1    0                 0      0
"""
HEADER, *ROWS = [line.split() for line in TABLE.strip().splitlines()]
CELLS = [(row[0], rule, Fraction(value)) for row in ROWS for rule, value in zip(HEADER[1:], row[1:], strict=True)]


def question(options="ABCD", keys="AC", kind="multiple", **more):
    return read(
        {
            "type": kind,
            "stem": "…",
            "options": [{"id": letter, "text": letter, "correct": letter in keys} for letter in options],
        }
        | more
    )


@pytest.mark.parametrize(("picked", "rule", "expected"), CELLS)
def test_multiple_response_scores_as_the_table_says(picked, rule, expected):
    assert mark(question(scoring=rule, max_picks=4), list(picked)).fraction == expected


@pytest.mark.parametrize("rule", ["ps1m", "ps50"])
def test_rules_that_reward_over_picking_are_capped_at_the_number_of_keys(rule):
    assert mark(question(scoring=rule), ["A", "C", "D"]).refused


@pytest.mark.parametrize("rule", ["all_or_nothing", "right_minus_wrong", "ripkey", "ou"])
def test_rules_that_punish_over_picking_need_no_cap(rule):
    assert not mark(question(scoring=rule), ["A", "C", "D"]).refused


def test_a_single_best_answer_is_right_or_wrong():
    single = question(kind="sba", keys="B")
    assert [mark(single, pick).fraction for pick in ("A", "B")] == [0, 1]


def test_a_single_best_answer_may_give_part_of_the_mark_to_an_option():
    options = [
        {"id": "A", "text": "A", "correct": True},
        {"id": "B", "text": "B", "fraction": "0.25"},
        {"id": "C", "text": "C"},
    ]
    single = read({"type": "sba", "stem": "…", "options": options, "scoring": "fractions"})
    assert [mark(single, pick).fraction for pick in "ABC"] == [1, Fraction(1, 4), 0]


@pytest.mark.parametrize(
    "broken",
    [
        {"options": "A", "keys": "A"},
        {"keys": ""},
        {"kind": "sba", "keys": "AC"},
        {"max_picks": 1},
        {"max_picks": 5},
        {"scoring": "by magic"},
    ],
)
def test_what_makes_no_question_is_refused(broken):
    with pytest.raises(ValueError, match="validation error"):
        question(**broken)


definitions = st.builds(
    lambda keys, rule, cap: question(
        "ABCDEF", keys, scoring=rule, max_picks=None if cap is None else min(6, len(keys) + cap)
    ),
    st.sets(st.sampled_from("ABCDEF"), min_size=1).map("".join),
    st.sampled_from(sorted(RULES)),
    st.none() | st.integers(0, 6),
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.sampled_from("ABCDEF"),
    lambda inner: st.lists(inner, max_size=7) | st.dictionaries(st.text(max_size=2), inner, max_size=2),
)


@given(definitions, anything)
def test_any_answer_whatever_gets_a_mark_between_nothing_and_one(definition, answer):
    assert 0 <= mark(definition, answer).fraction <= 1


@given(definitions)
def test_the_key_itself_always_earns_everything(definition):
    assert mark(definition, sorted(definition.key_ids)).fraction == 1


@given(definitions, st.lists(st.sampled_from("ABCDEF"), max_size=7), st.randoms(use_true_random=False))
def test_the_order_of_picks_does_not_matter(definition, picks, random):
    shuffled = random.sample(picks, len(picks))
    assert mark(definition, picks) == mark(definition, shuffled)


@given(definitions, st.sets(st.sampled_from("ABCDEF")))
def test_more_picks_than_the_cap_earn_nothing(definition, picks):
    result = mark(definition, list(picks))
    assert not (definition.cap and len(picks) > definition.cap) or (result.fraction == 0 and result.refused)


@given(definitions, st.sets(st.sampled_from("ABCDEF")))
def test_a_canonical_response_stays_as_it_is(definition, picks):
    kind = QUESTION_TYPES["multiple"]
    if definition.cap is None or len(picks) <= definition.cap:
        once = kind.response(definition, list(picks))
        assert kind.response(definition, once) == once


def paper(*items, pass_mark=50):
    return Paper(items=items, pass_mark=pass_mark)


def item(*numbers, marks=1, critical=()):
    decisions = tuple(Decision(item=n, critical=n in critical) for n in numbers)
    return Item(kind="case" if len(numbers) > 1 else "question", marks=marks, decisions=decisions)


SINGLE = question(kind="sba", keys="A")


def test_a_score_is_exact_however_the_marks_divide():
    sheet = paper(item(1, 2, 3, marks=1), item(4, marks=2))
    result = grade(sheet, dict.fromkeys(range(1, 5), SINGLE), {1: "A", 2: "B", 3: "B", 4: "A"})
    assert result.score == Fraction(7, 9)


def test_the_pass_mark_itself_passes():
    sheet = paper(item(1), item(2), item(3), pass_mark="66.67")
    definitions = dict.fromkeys(range(1, 4), SINGLE)
    just_below = grade(sheet, definitions, {1: "A", 2: "A", 3: "B"})
    at_it = grade(paper(item(1), item(2), pass_mark=50), definitions, {1: "A", 2: "B"})
    assert (just_below.passed, at_it.passed) == (False, True)


def test_a_wrong_critical_decision_takes_all_marks_of_its_case():
    sheet = paper(item(1, 2, 3, marks=3, critical={2}))
    result = grade(sheet, dict.fromkeys(range(1, 4), SINGLE), {1: "A", 2: "B", 3: "A"})
    assert result.items[0].marks == 0


def test_a_critical_failure_fails_the_attempt_whatever_the_total():
    sheet = paper(item(1, 2, marks=1, critical={2}), item(3, marks=99))
    result = grade(sheet, dict.fromkeys(range(1, 4), SINGLE), {1: "A", 2: "B", 3: "A"})
    assert (result.score, result.passed) == (Fraction(99, 100), False)


def test_an_unanswered_critical_decision_is_a_wrong_one():
    result = grade(paper(item(1, 2, critical={2})), {1: SINGLE, 2: SINGLE}, {1: "A"})
    assert result.critical_failure


answers = st.dictionaries(st.integers(1, 5), st.sampled_from(["A", "B", "", None, 7]))


@given(answers, st.sets(st.integers(1, 5)), st.integers(0, 100))
def test_a_paper_never_scores_below_nothing_or_above_everything(given_answers, critical, pass_mark):
    sheet = paper(item(1, 2, 3, marks=3, critical=critical), item(4), item(5, marks="0.5"), pass_mark=pass_mark)
    result = grade(sheet, dict.fromkeys(range(1, 6), SINGLE), given_answers)
    assert 0 <= result.score <= 1
    assert result.score == sum(entry.marks for entry in result.items) / sheet.marks
    assert not (result.passed and result.critical_failure)
