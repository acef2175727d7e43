"""Scoring rules against tables worked out by hand."""

from fractions import Fraction as F

import pytest

from quizzes.grading import mark
from quizzes.types.numeric.numbers import read_number
from tests.quizzes.samples import ask

pytestmark = pytest.mark.once
ORDER = [{"id": letter, "text": letter} for letter in "ABCDE"]

ORDERINGS = """
given  adjacent absolute kendall longest_run all_or_nothing
ABCDE  1        1        1       1           1
BACDE  1/2      3/5      9/10    3/5         0
EABCD  3/4      0        6/10    4/5         0
BCDEA  3/4      0        6/10    4/5         0
EDCBA  0        1/5      0       0           0
ACBDE  1/4      3/5      9/10    2/5         0
ABEDC  1/4      3/5      7/10    2/5         0
"""
HEADER, *ROWS = [line.split() for line in ORDERINGS.strip().splitlines()]
CELLS = [(row[0], rule, F(value)) for row in ROWS for rule, value in zip(HEADER[1:], row[1:], strict=True)]


@pytest.mark.parametrize(("given", "rule", "expected"), CELLS)
def test_an_ordering_scores_as_worked_out(given, rule, expected):
    assert mark(ask("ordering", items=ORDER, scoring=rule), list(given)).fraction == expected


#: The key {A, C} of A–D as true statements; the columns MTF and Kprim of the design's table, and rows with blanks.
JUDGED = """
true false each kprim all_or_nothing
AC   BD    1    1     1
A    BCD   3/4  1/2   0
AB   CD    1/2  0     0
ABD  C     1/4  0     0
ACD  B     3/4  1/2   0
ABCD -     1/2  0     0
AC   -     1/2  0     0
AC   B     3/4  1/2   0
"""
JUDGED_HEADER, *JUDGED_ROWS = [line.split() for line in JUDGED.strip().splitlines()]


@pytest.mark.parametrize(
    ("true", "false", "rule", "expected"),
    [(*row[:2], rule, F(value)) for row in JUDGED_ROWS for rule, value in zip(JUDGED_HEADER[2:], row[2:], strict=True)],
)
def test_a_matrix_scores_as_the_table_says_and_a_blank_is_not_false(true, false, rule, expected):
    statements = [{"id": letter, "text": letter, "is_true": letter in "AC"} for letter in "ABCD"]
    given = dict.fromkeys(true, "true") | dict.fromkeys(false.strip("-"), "false")
    assert mark(ask("matrix", statements=statements, scoring=rule), given).fraction == expected


@pytest.mark.parametrize(
    ("kind", "given", "each", "all_or_nothing"),
    [
        ("extended", {"0": "1", "1": "3"}, F(1), F(1)),
        ("extended", {"0": "1", "1": "4"}, F(1, 2), F(0)),
        ("extended", {"1": "3"}, F(1, 2), F(0)),
        ("matching", {"0": "Angle of the neck", "1": "Heel", "2": "Temple"}, F(1), F(1)),
        ("matching", {"0": "Angle of the neck", "1": "Thumb", "2": "Temple"}, F(2, 3), F(0)),
        ("matching", {"0": "Heel", "1": "Heel"}, F(1, 3), F(0)),
        ("gaps", {"0": "ten", "1": "30", "2": "tolerance"}, F(1), F(1)),
        ("gaps", {"0": "ten", "1": "20", "2": "tolerance"}, F(2, 3), F(0)),
        ("gaps", {"2": "reach"}, F(0), F(0)),
    ],
)
def test_rows_score_by_row_or_all_together(kind, given, each, all_or_nothing):
    got = [mark(ask(kind, scoring=rule), given).fraction for rule in ("each", "all_or_nothing")]
    assert got == [each, all_or_nothing]


@pytest.mark.parametrize(
    ("kind", "tolerance", "number", "expected"),
    [
        ("absolute", "0.5", "30.5", 1),
        ("absolute", "0.5", "30.51", 0),
        ("absolute", "0", "30", 1),
        ("relative", "0.05", "28.5", 1),
        ("relative", "0.05", "28.49", 0),
        ("significant", "1", "34.9", 1),
        ("significant", "1", "35.1", 0),
        ("significant", "2", "30.5", 1),
        ("significant", "2", "30.6", 0),
        ("significant", "3", "30.06", 0),
    ],
)
def test_a_number_is_near_enough_by_its_own_measure(kind, tolerance, number, expected):
    question = ask("numeric", tolerance_kind=kind, tolerance=tolerance, bands=[], unit="", units=[])
    assert mark(question, {"number": number}).fraction == expected


@pytest.mark.parametrize(
    ("number", "unit", "expected"),
    [
        ("30", "s", F(1)),
        ("0.5", "min", F(1)),
        ("31", "s", F(1)),
        ("34", "s", F(1, 2)),
        ("36", "s", F(0)),
        ("30", "min", F(0)),
        ("30", "", F(0)),
        ("1/3", "s", F(0)),
    ],
)
def test_a_number_counts_in_its_unit_and_bands_earn_a_part(number, unit, expected):
    assert mark(ask("numeric"), {"number": number, "unit": unit}).fraction == expected


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1200", "1200"),
        (" 1 200 ", "1200"),
        ("12,5", "12.5"),
        ("−3.5", "-3.5"),
        ("1,200,000", "1200000"),
        (".5", ".5"),
        ("2e3", "2e3"),
        ("0,125", "0.125"),
    ],
)
def test_a_number_is_read_as_people_write_it(typed, read):
    assert read_number(typed) == read


@pytest.mark.parametrize("typed", ["1,200", "twelve", "1.2.3", "nan", "inf", "1e999", "9" * 40, "1..2", "--1", "0x10"])
def test_what_is_no_number_or_could_be_two_is_refused(typed):
    assert mark(ask("numeric"), {"number": typed, "unit": "s"}).refused


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Relieved by stretching.", F(1)),
        ("relieved  by\tstretching", F(1)),
        ("releived by stretching", F(1)),
        ("releived by streching", F(0)),
        ("there is no swelling", F(1)),
        ("swelling", F(0)),
        ("short", F(1, 2)),
        ("shirt", F(1, 2)),
        ("shit", F(0)),
        ("", F(0)),
    ],
)
def test_a_short_answer_earns_what_the_accepted_one_earns(given, expected):
    assert mark(ask("short"), given).fraction == expected


def test_capitals_and_accents_matter_where_the_author_says_so():
    loose, strict = (
        ask("short", answers=[{"text": "Ménière"}], slips=0, case_sensitive=flag, accents_matter=flag)
        for flag in (False, True)
    )
    assert [mark(question, "meniere").fraction for question in (loose, strict)] == [1, 0]
    assert mark(strict, "Ménière").fraction == 1


@pytest.mark.parametrize(
    ("picked", "expected"),
    [(["0"], F(1, 2)), (["0", "1"], F(1)), (["0", "2"], F(1, 2)), (["0", "3"], F(0)), (["0", "1", "2"], F(0))],
)
def test_a_key_feature_earns_its_share_and_harm_or_too_many_nothing(picked, expected):
    assert mark(ask("key_feature"), picked).fraction == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (["reflexes normal", "familiar pain on pressure"], F(1)),
        (["Normal reflexes", "reflexes normal"], F(1, 2)),
        (["normal reflexs"], F(1, 2)),
        (["manipulate the neck", "normal reflexes"], F(0)),
        (["something"], F(0)),
    ],
)
def test_write_ins_are_held_against_every_wording(written, expected):
    assert mark(ask("key_feature", format="write_in"), written).fraction == expected


PANEL = """
rule               -2   -1    0    1    2
aggregate           1  1/2  1/6    0    0
distance            1  3/4  1/2  1/4    0
aggregate_distance  1  3/8  1/12   0    0
"""


@pytest.mark.parametrize("row", [line.split() for line in PANEL.strip().splitlines()[1:]], ids=lambda row: row[0])
def test_a_panel_of_6_3_1_0_0_makes_the_answers_worth(row):
    question = ask("concordance", scoring=row[0])
    assert [mark(question, answer).fraction for answer in ("-2", "-1", "0", "1", "2")] == [F(cell) for cell in row[1:]]


def test_with_two_modes_the_nearer_one_counts():
    question = ask("concordance", panel=[4, 0, 1, 0, 4], scoring="distance")
    assert [mark(question, answer).fraction for answer in ("-2", "-1", "0", "1", "2")] == [
        1,
        F(3, 4),
        F(1, 2),
        F(3, 4),
        1,
    ]


BROKEN = [
    ("matrix", {"statements": [{"text": "One"}]}),
    ("matrix", {"statements": [{"text": "One"}, {"text": "one "}]}),
    ("matrix", {"statements": [{"text": "One"}, {"text": "Two"}], "scoring": "kprim"}),
    ("extended", {"options": [{"text": "A"}]}),
    ("extended", {"stems": [{"text": "Stem", "answer": "Source Z"}]}),
    ("matching", {"pairs": [{"left": "A", "right": "B"}]}),
    ("matching", {"distractors": [{"text": "Heel"}]}),
    ("ordering", {"items": [{"text": "A"}]}),
    ("numeric", {"unit": ""}),
    ("numeric", {"tolerance_kind": "significant", "tolerance": "0.5"}),
    ("short", {"answers": [{"text": "A", "fraction": "0.5"}]}),
    ("gaps", {"text": "No gap [2]"}),
    ("gaps", {"gaps": [{"answers": ["x"], "choices": ["y", "z"]}] * 3}),
    ("key_feature", {"max_picks": 1}),
    ("key_feature", {"options": [{"text": "A", "correct": True, "harmful": True}, {"text": "B"}]}),
    ("concordance", {"panel": [0, 0, 0, 0, 0]}),
    ("concordance", {"panel": [1, 2, 3]}),
]


@pytest.mark.parametrize(("kind", "broken"), BROKEN)
def test_what_makes_no_question_is_refused(kind, broken):
    with pytest.raises(ValueError, match="validation error"):
        ask(kind, **broken)
