"""Which edits of a question change its key."""

from random import Random

import pytest

from quizzes.keys import same_key
from quizzes.types import QUESTION_TYPES
from tests.quizzes.samples import ask

DATA = {kind: ask(kind).model_dump(mode="json") for kind in QUESTION_TYPES}


@pytest.mark.parametrize("kind", QUESTION_TYPES)
@pytest.mark.parametrize("seed", range(3))
def test_laying_a_question_down_for_a_student_leaves_its_key(kind, seed):
    laid = QUESTION_TYPES[kind].lay_down(DATA[kind], Random(seed), shuffle=True)
    assert same_key(laid, DATA[kind])


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_words_that_teach_are_no_key(kind):
    assert same_key(DATA[kind] | {"stem": "Otherwise", "rationale": "Because.", "outcome": "More"}, DATA[kind])


def swapped(parts: list, one: int, other: int, name: str) -> list:
    changed = [dict(part) for part in parts]
    changed[one][name], changed[other][name] = parts[other][name], parts[one][name]
    return changed


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("sba", {"options": swapped(DATA["sba"]["options"], 0, 1, "correct")}),
        ("multiple", {"scoring": "all_or_nothing"}),
        ("matrix", {"statements": swapped(DATA["matrix"]["statements"], 0, 1, "is_true")}),
        ("matching", {"pairs": swapped(DATA["matching"]["pairs"], 0, 1, "right")}),
        ("ordering", {"items": DATA["ordering"]["items"][::-1]}),
        ("numeric", {"value": "31"}),
        ("short", {"slips": 0}),
        ("concordance", {"panel": [3, 6, 1, 0, 0]}),
        ("label", {"targets": swapped(DATA["label"]["targets"], 0, 1, "label")}),
        ("hotspot", {"targets": swapped(DATA["hotspot"]["targets"], 0, 1, "correct")}),
    ],
)
def test_what_decides_marks_is_key(kind, change):
    assert not same_key(DATA[kind] | change, DATA[kind])


def test_another_spelling_of_an_option_that_is_picked_is_no_other_key():
    options = [option | {"text": option["text"] + "!"} for option in DATA["sba"]["options"]]
    assert same_key(DATA["sba"] | {"options": options}, DATA["sba"])
