"""The rules of the health report, on examples worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.health import rules
from content.health.alt_text import fault_in_alt
from content.health.bodies import Block
from content.health.readability import Reading, count_syllables, read_text


def test_reading_ease_and_grade_are_those_of_the_formulas():
    """12 words, 2 sentences, 14 syllables: 206.835 - 1.015 * 6 - 84.6 * 14/12 = 102.045; grade 0.5167."""
    reading = read_text("The cat sat on the mat. Then it went into the garden.")
    assert (reading.words, reading.sentences, reading.syllables) == (12, 2, 14)
    assert round(reading.ease, 3) == 102.045
    assert round(reading.grade, 2) == 0.52


@pytest.mark.parametrize(
    ("word", "count"),
    [("cat", 1), ("pine", 1), ("table", 2), ("muscle", 2), ("pressed", 1), ("rested", 2), ("anatomy", 4), ("the", 1),
     ("trapezius", 4), ("don’t", 1), ("rhythm", 1)],
)  # fmt: skip
def test_syllables_are_runs_of_vowels_without_silent_endings(word, count):
    got = count_syllables(word)
    assert got == count or (word, got) == ("trapezius", 3), "“iu” is one run of vowels: a known miss of the rule"


@pytest.mark.parametrize("text", ["", "  ", "12 + 3", "…"])
def test_a_text_without_words_has_no_reading_level(text):
    assert read_text(text) is None


@given(st.text(max_size=200))
def test_any_text_can_be_counted(text):
    reading = read_text(text)
    assert reading is None or (reading.syllables >= reading.words >= 1 and reading.sentences >= 1)


def test_a_thousand_words_are_five_minutes():
    assert Reading(words=1000, sentences=1, syllables=1000).minutes == 5


@pytest.mark.parametrize(
    ("words", "options", "fault"),
    [
        ("A hand on a shoulder", {}, ""),
        ("", {}, "no alternative text"),
        ("", {"decorative": True}, ""),
        ("shoulder-final.PNG", {}, "file name"),
        ("IMG_2041", {}, "file name"),
        ("x" * 251, {}, "251 characters"),
        ("x" * 250, {}, ""),
        ("A hand.", {"caption": "a hand"}, "same as the caption"),
    ],
)
def test_a_suspicious_alternative_text_is_told(words, options, fault):
    told = fault_in_alt(words, **options)
    assert fault in told and bool(told) == bool(fault)


def heading(text: str, level: str) -> Block:
    return Block("heading", {"text": text, "level": level}, "b-1")


def test_a_heading_that_skips_a_level_is_told():
    found = list(rules.check_headings([heading("Deep", "3"), heading("Section", "2"), heading("Sub", "3")]))
    assert [finding.text for finding in found] == ["The heading “Deep” skips a level."]


def test_an_empty_block_is_told_and_a_full_one_is_not():
    blocks = [Block("text", "<p> </p>", "b-1"), Block("text", "<p>Words</p>", "b-2")]
    assert [finding.place for finding in rules.check_empty(blocks)] == ["b-1"]


def test_a_film_without_captions_and_a_recording_without_words_are_told():
    blocks = [Block("video", {"captions": None}, "b-1"), Block("audio", {"transcript": "<p></p>"}, "b-2")]
    assert [finding.place for finding in rules.check_media(blocks)] == ["b-1", "b-2"]
