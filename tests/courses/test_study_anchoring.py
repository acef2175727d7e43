"""The rule that finds a passage again (``text-anchor.js``), attacked in a browser: it is written once, there."""

import base64
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

pytestmark = [pytest.mark.journey]

ANYTHING = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=200)
WORDS = st.lists(st.sampled_from(["taut", "band", "refers", "pain", "palpate", "slowly", "along", "muscle", "press"]))
PROSE = WORDS.map(" ".join)
#: A text, and where a passage of it begins and ends.
PASSAGES = PROSE.filter(bool).flatmap(
    lambda text: st.tuples(
        st.just(text), st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True).map(sorted)
    )
)
attack = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

FIND = """async ([source, before, start, end, after]) => {
  const { AnchoredText } = await import(source);
  const sought = new AnchoredText(before).describe(start, end);
  if (!sought) return { sought };
  const found = new AnchoredText(after).find(sought);
  return { sought, found: found && after.slice(...found), place: found };
}"""


@pytest.fixture
def look(chromium):
    """Return a closure: describe ``before[start:end]``, then find it in ``after``; lengths are JavaScript's."""
    script = Path(finders.find("js/text-anchor.js")).read_bytes()
    source = f"data:text/javascript;base64,{base64.b64encode(script).decode()}"
    page = chromium.new_page()
    return lambda before, start, end, after: page.evaluate(FIND, [source, before, start, end, after])


def squeezed(text: str) -> str:
    return "".join(text.split())


@attack
@given(text=ANYTHING, ends=st.tuples(st.integers(0, 200), st.integers(0, 200)))
def test_any_passage_is_found_in_the_text_it_was_taken_from(look, text, ends):
    answer = look(text, min(ends), max(ends), text)
    if answer["sought"]:
        assert squeezed(answer["found"]) == squeezed(answer["sought"]["exact"])


@attack
@given(PASSAGES)
def test_a_passage_whose_words_occur_often_is_found_at_its_own_place(look, passage):
    text, (start, end) = passage
    assume(text[start:end].strip())  # a single space is none
    place = look(text, start, end, text)["place"]
    inner = text[start:end]
    assert place == [start + len(inner) - len(inner.lstrip()), start + len(inner.rstrip())]


@attack
@given(before=PROSE, added=PROSE, after=PROSE)
def test_what_is_written_before_a_passage_moves_it_along(look, before, added, after):
    text, passage = f"{before} The trapezius is different. {after}", "The trapezius is different."
    start = text.index(passage)
    answer = look(text, start, start + len(passage), f"{added} {text}")
    assert answer["found"] == passage


@attack
@given(before=PROSE, after=PROSE, spaces=st.sampled_from(["\n", "  ", " \t", "\u00a0", "\n\n"]))
def test_spaces_and_line_breaks_do_not_count(look, before, after, spaces):
    text, passage = f"{before} The trapezius is different. {after}", "The trapezius is different."
    start = text.index(passage)
    answer = look(text, start, start + len(passage), spaces.join(text.split(" ")))
    assert squeezed(answer["found"]) == squeezed(passage)


@attack
@given(before=PROSE, new=st.sampled_from(["muscle X", "other muscles", "levator scapulae"]), after=PROSE)
def test_reworded_words_are_found_between_those_around_them(look, before, new, after):
    frame = f"{before} First, look at the whole shoulder. {{}} Only then begin to press. {after}"
    passage = "The trapezius is different."
    start = frame.format(passage).index(passage)
    reworded = f"The {new} is different."
    answer = look(frame.format(passage), start, start + len(passage), frame.format(reworded))
    assert answer["found"] == reworded


@attack
@given(
    text=PROSE, other=st.text(alphabet="xyzjq ", max_size=200), ends=st.tuples(st.integers(0, 99), st.integers(0, 99))
)
def test_a_passage_that_is_gone_with_all_around_it_is_found_nowhere(look, text, other, ends):
    answer = look(text, min(ends), max(ends), other)
    assert answer.get("found") is None


@pytest.mark.parametrize("instead", ["", "An altogether longer paragraph has come to stand in this place. " * 4])
def test_a_passage_that_was_taken_out_or_replaced_at_length_is_not_guessed(look, instead):
    frame = "First, look at the whole shoulder. {} Only then begin to press."
    passage = "The trapezius is different."
    start = frame.format(passage).index(passage)
    answer = look(frame.format(passage), start, start + len(passage), frame.format(instead))
    assert answer["found"] is None
