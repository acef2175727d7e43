"""Names: any script, nothing hidden."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.names import clean_name


@given(st.text(max_size=80))
def test_no_character_is_left_that_hides_or_reverses(name):
    categories = {unicodedata.category(c) for c in clean_name(name) if c not in "\u200c\u200d"}
    assert not categories & {"Cc", "Cf", "Cn", "Co", "Cs"}


@given(st.text(max_size=80))
def test_cleaning_twice_changes_nothing(name):
    assert clean_name(clean_name(name)) == clean_name(name)


@pytest.mark.parametrize("name", ["Ελένη Παπαδοπούλου", "فاطمة بنت محمد", "山田 花子", "نمی‌دانم", "क्‍ष", "O’Neil-Smith"])
def test_a_real_name_stays_as_it_is(name):
    assert clean_name(name) == unicodedata.normalize("NFC", name)
