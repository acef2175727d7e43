import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.names import clean_name


@pytest.mark.parametrize(
    "name",
    ["Siân O’Connor-Ngũgĩ", "Владимир Иванов", "محمد علی", "நித்யா", "李小龙", "José Müller", "می\u200cخواهم", "D'Arcy"],
)
def test_a_name_in_any_script_stays_as_it_is_written(name):
    assert clean_name(name) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Anna \t Berg\n", "Anna Berg"),
        ("Anna\u202egreB", "AnnagreB"),
        ("Anna\u2066Berg\u2069", "AnnaBerg"),
        ("An\x00na", "Anna"),
        ("An\U000e0041na", "Anna"),
        ("\u200d \u200c", ""),
        ("A\u030angstro\u0308m", "Ångström"),
    ],
)
def test_what_hides_or_turns_text_is_taken_out(typed, kept):
    assert clean_name(typed) == kept


@given(st.text())
def test_a_cleaned_name_stays_the_same_when_cleaned_again(text):
    assert clean_name(clean_name(text)) == clean_name(text)


@given(st.text())
def test_a_cleaned_name_holds_no_control_unassigned_or_bidirectional_character(text):
    kinds = {unicodedata.category(character) for character in clean_name(text) if character not in "\u200c\u200d"}
    assert kinds.isdisjoint({"Cc", "Cf", "Cn", "Co", "Cs"})
