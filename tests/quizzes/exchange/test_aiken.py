"""Aiken: every feature of its public description, and that what we write comes back."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quizzes.exchange import read, write
from tests.quizzes.exchange.asking import data, there_and_back
from tests.quizzes.exchange.generated import files, sba, texts

pytestmark = pytest.mark.once
NOTHING = st.just("")
BARE = {"rationale": NOTHING, "references": NOTHING, "outcome": NOTHING, "difficulty": st.just("medium")} | {
    "tags": st.just([]),
    "stem": texts.filter(lambda text: "</" not in text and "<br" not in text),
}
SAMPLE = "Where does it refer pain?\nA) Heel\nB) Temple\nC) Knee\nANSWER: B\n"


@pytest.mark.parametrize("sign", [")", "."])
def test_options_are_lettered_with_a_bracket_or_a_point(sign):
    found = data(SAMPLE.replace(")", sign))
    assert found["stem"] == "Where does it refer pain?"
    assert [(o["text"], o.get("correct", False)) for o in found["options"]] == [
        ("Heel", False),
        ("Temple", True),
        ("Knee", False),
    ]


def test_questions_need_no_blank_line_between_them():
    assert len(read("a.txt", (SAMPLE + "Who?\nA. I\nB. You\nANSWER: A").encode()).questions) == 2


def test_blank_lines_are_passed_over():
    assert data("\n\n" + SAMPLE.replace("\n", "\n\n"))["options"][1] == {"text": "Temple", "correct": True}


def test_a_stem_may_run_over_lines_and_paragraphs():
    assert data("One\nline\n\nTwo\nA) x\nB) y\nANSWER: A")["stem"] == "One line\n\nTwo"


@pytest.mark.parametrize("answer", ["ANSWER: b", "ANSWER:B", "answer: B.", "ANSWER : B"])
def test_the_answer_is_found_however_it_is_spaced(answer):
    assert data(SAMPLE.replace("ANSWER: B", answer))["options"][1]["correct"]


@pytest.mark.parametrize(
    ("body", "line", "reason"),
    [
        (SAMPLE.replace("ANSWER: B", "ANSWER: E"), 1, "Its answer “E” is none of its options."),
        (SAMPLE.replace("ANSWER: B", "ANSWER: A, B"), 1, "Its answer “A, B” is none of its options."),
        (SAMPLE.replace("ANSWER: B", "ANSWER:"), 1, "Its answer “” is none of its options."),
        (SAMPLE.replace("C)", "D)"), 1, "Its options are lettered A, B, D, not A, B, C, …"),
        (SAMPLE.replace("B) Temple", "B)"), 1, "One of its options, pairs or answers has no text."),
        ("A thing\nANSWER: B\nA) x", 1, "It has no options."),
        ("\nA thing\nA) x\nANSWER: A", 2, "It takes 2 to 12 options; here are 1."),
    ],
)
def test_what_cannot_be_taken_says_why(body, line, reason):
    found = read("a.txt", body.encode()).items[0]
    assert (found.line, found.refused) == (line, reason)


def test_a_question_without_an_answer_hides_no_other():
    found = read("a.txt", b"First\nA) x\nB) y\n\nSecond\nA) x\nB) y\nANSWER: A\nThird")
    assert [(item.line, item.name, item.refused) for item in found.items] == [
        (1, "First", "It has no line that begins with ANSWER:."),
        (5, "Second", ""),
        (9, "Third", "It has no options."),
    ]


def test_what_aiken_has_no_place_for_is_named():
    question = data(SAMPLE) | {"rationale": "Simons", "difficulty": "hard", "stem": "One\n\n<b"}
    question["options"][0]["feedback"] = "No"
    assert write("aiken", [question]).notes == (
        "where-does-it-refer-pain: The paragraphs of the stem run together.",
        "where-does-it-refer-pain: Aiken has no place for rationale, difficulty, feedback.",
        "Aiken has no place for keys: reading the file again makes new ones out of the stems.",
    )


def test_html_becomes_plain_and_says_what_it_lost():
    written = write("aiken", [data(SAMPLE) | {"stem": "<p>It <b>hurts</b></p>"}])
    assert written.body.startswith(b"It hurts\nA) Heel")
    assert "where-does-it-refer-pain: Stem: lost are <b>." in written.notes


@pytest.mark.parametrize("stem", ["A) thing", "ANSWER: what?"])
def test_a_stem_that_would_be_misread_is_not_written(stem):
    (note,) = write("aiken", [data(SAMPLE) | {"stem": stem}]).notes
    assert note.endswith("not written. Its stem begins as an option or an answer does.")


def test_other_types_are_not_written():
    question = data("Which two? {~%50%a ~%50%b ~c}")
    assert write("aiken", [question]).notes == ("which-two: not written. Aiken holds single best answers only.",)


@settings(max_examples=15, deadline=None)
@given(files(sba(scorings=("dichotomous",), feedback=NOTHING), **BARE))
def test_what_is_written_comes_back_but_for_the_key(questions):
    found, notes = there_and_back("aiken", questions)
    assume(not any("not written" in note for note in notes))
    assert [entry | {"key": ""} for entry in found] == [entry | {"key": ""} for entry in questions]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(["A) x", "B. y", "ANSWER: A", "", "Stem"]), st.text())).map("\n".join))
def test_no_text_breaks_the_reader(text):
    assert read("a.txt", text.encode("utf-8", "surrogatepass")).items
