"""The two doors, and the texts, numbers and keys that all formats share."""

from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.exchange import FORMATS, read, tidy, write
from quizzes.exchange.common import texts
from quizzes.exchange.common.base import Refusal
from quizzes.exchange.common.numbers import plain_number
from quizzes.exchange.common.taking import slug_of
from quizzes.services import bank_blocks
from tests.quizzes.exchange.generated import html, paragraphs

pytestmark = pytest.mark.once
OPTIONS = [{"text": "Temple", "correct": True}, {"text": "Heel"}]
QUESTION = {"key": "neck", "type": "sba", "stem": "Where does it refer pain?", "options": OPTIONS}
GIFT = b"::Neck::Where? {=Temple ~Heel}"


def test_an_upload_is_read_as_well_as_bytes_are():
    assert read("a.gift", BytesIO(GIFT)) == read("a.gift", GIFT)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_knows_its_own_files_whatever_their_name(name):
    written = write(name, [QUESTION])
    assert read("upload", written.body).format == name
    assert read("upload", written.body).questions[0]["options"] == OPTIONS


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_without_questions_is_refused(name):
    written = write(name, [])
    (found,) = read(written.filename, written.body).items
    assert found.refused


def test_a_format_that_is_named_is_believed():
    assert read("a.txt", b"Stem {=A\nA) x\nB) y\nANSWER: A\n~b}", format="gift").questions[0]["type"] == "sba"


@pytest.mark.parametrize("body", [b"", b"   ", b"Just a letter.\n\nYours", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7"])
def test_a_file_of_no_format_is_one_refusal(body):
    (found,) = read("a.bin", body).items
    assert (found.name, found.data) == ("a.bin", None)
    assert found.refused


def test_a_question_without_a_key_is_not_written():
    assert write("csv", [QUESTION | {"key": "No Key"}]).notes == ("No Key: not written. It has no key.",)


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=12, deadline=None)
@given(cut=st.integers(0, 4_000), place=st.integers(0, 4_000), byte=st.binary(max_size=3))
def test_no_broken_file_breaks_a_reader(name, cut, place, byte):
    body = write(name, [QUESTION, QUESTION | {"key": "two"}]).body
    broken = body[:place] + byte + body[place + len(byte) :]
    for harmed in (broken, body[: len(body) - cut % len(body)]):
        found = read("upload", harmed, format=name)
        assert found.items
        assert all((item.data is None) == bool(item.refused) for item in found.items)


def test_the_tags_that_stay_are_those_that_the_bank_lets_stay():
    assert texts.TAGS == bank_blocks.TAGS


@settings(max_examples=50, deadline=None)
@given(st.one_of(html, paragraphs))
def test_the_one_spelling_of_a_stem_stays_as_it_is(stem):
    told = texts.rich_source(stem)
    assert texts.rich_source(told) == told


@settings(max_examples=50, deadline=None)
@given(st.one_of(html, paragraphs.filter(lambda stem: not texts.is_html(stem))))
def test_the_bank_sees_the_same_in_a_stem_however_it_is_spelt(stem):
    assert bank_blocks.rich(texts.rich_source(stem)) == bank_blocks.rich(stem)


@pytest.mark.parametrize(
    ("source", "stem"),
    [
        ("<p>One</p>\n<p>Two &lt; 3</p>", "One\n\nTwo < 3"),
        ("<p>One</p><p>&nbsp;</p>", "One"),
        ("<h3>One</h3><p>Two</p>", "One\n\nTwo"),
        ('<p class="x" onclick="y()">One <b>two</b></p>', "<p>One <b>two</b></p>"),
        ('<a href="javascript:x()">One</a>', "<a>One</a>"),
        ("One\r\n\r\n  two\tthree", "One\n\ntwo three"),
        ("<p>&lt;/b&gt;</p>", "<p>&lt;/b&gt;</p>"),
    ],
)
def test_a_stem_is_spelt_in_one_way(source, stem):
    assert texts.rich_source(source) == stem


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br>Two", "One\nTwo"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\n\nTwo"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("a &lt; b &amp;amp; c", "a < b &amp; c"),
        ("10<sup>-3</sup> H<sub>2</sub>O x<sup>th</sup>", "10⁻³ H₂O xth"),
        ("a<script>b</script>c", "ac"),
    ],
)
def test_html_as_plain_text_keeps_its_lines(source, plain):
    assert texts.plain_from_html(source, [], "") == plain


@pytest.mark.parametrize(
    ("given", "told"),
    [(0.1, "0.1"), (5, "5"), (Decimal("1.50"), "1.5"), ("1,5", "1.5"), ("−2", "-2"), ("1e3", "1000"), ("-0.0", "0")],
)
def test_a_number_is_spelt_in_one_way(given, told):
    assert plain_number(given) == told


@pytest.mark.parametrize("given", ["", "x", "1,000,000", "1_000", "NaN", "Infinity", "1e99", "1e-99", "9" * 40, "٣"])
def test_what_is_no_number_is_refused(given):
    with pytest.raises(Refusal):
        plain_number(given)


@pytest.mark.parametrize(
    ("text", "key"),
    [("Musculus trapezius!", "musculus-trapezius"), ("Où?", "ou"), ("Schulter-Übung", "schulter-ubung"), ("…", "")],
)
def test_a_key_is_made_of_plain_letters(text, key):
    assert slug_of(text) == key


def test_a_key_is_no_longer_than_80_letters_even_if_it_is_taken():
    body = "\n\n".join([f"::{'x' * 100}:: What {{=a ~b}}"] * 12)
    found = [question["key"] for question in read("a.gift", body.encode()).questions]
    assert len(set(found)) == 12
    assert max(map(len, found)) <= 80


def test_defaults_are_left_out():
    told = tidy(QUESTION | {"difficulty": "medium", "tags": [], "rationale": " ", "scoring": "dichotomous"})
    assert told == QUESTION


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"outcome": "x" * 201}, "The outcome is longer than 200 characters."),
        ({"difficulty": "tricky"}, "“tricky” is no difficulty; there is easy, medium, hard."),
        ({"scoring": "ps1m"}, "“ps1m” is no scoring; there is dichotomous, fractions."),
        ({"max_picks": 2}, "sba has no max_picks."),
        ({"options": [*OPTIONS, {"text": "temple"}]}, "This stands there twice: “temple”."),
        ({"options": [*OPTIONS, {"text": "x", "correct": True}]}, None),
        ({"options": [{**OPTIONS[0], "harmful": True}, OPTIONS[1]]}, "An option of sba has no harmful."),
        ({"type": "matrix", "options": [], "statements": [{"text": "a"}, {"text": "b"}], "scoring": "kprim"}, None),
        ({"type": "numeric", "options": [], "value": "1", "tolerance": "-1"}, None),
        ({"type": "numeric", "options": [], "value": "1", "units": [{"name": "cm", "factor": "2"}]}, None),
        ({"type": "numeric", "options": [], "value": "1", "bands": [{"tolerance": "2"}]}, None),
        ({"type": "short", "options": [], "answers": [{"text": "a", "fraction": "2"}]}, None),
        ({"type": "gaps", "options": [], "text": "[1] [3]", "gaps": [{"answers": ["a"]}] * 2}, None),
        ({"type": "gaps", "options": [], "text": "[1]", "gaps": [{"answers": ["a"], "choices": ["b"]}]}, None),
        ({"type": "concordance", "options": [], "hypothesis": "a", "finding": "b", "panel": [1, 2]}, None),
    ],
)
def test_what_makes_no_question_is_not_written(more, reason):
    told = {name: value for name, value in (QUESTION | more).items() if value != []}
    written = write("csv", [told])
    assert written.notes == (f"neck: not written. {reason}",) if reason else len(written.notes) == 1
