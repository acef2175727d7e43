"""British spelling of everything that the academy publishes."""

import re
from functools import cache

import pytest
from spylls.hunspell import Dictionary

from tests.course_text import ROOT, passages, prose_files

SPELLING = ROOT / "tests" / "spelling"
WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")


@cache
def known():
    """The dictionary, and the words of the trade that it lacks."""
    words = (SPELLING / "words.txt").read_text(encoding="utf-8").splitlines()
    own = {word.strip() for word in words if word.strip() and not word.startswith("#")}
    return Dictionary.from_files(str(SPELLING / "en_GB-ise")), own


@cache
def is_spelt(word: str) -> bool:
    dictionary, own = known()
    forms = {word, word.replace("’", "'"), word.removesuffix("’s").removesuffix("'s"), word.rstrip("’'")}
    return any(form in own or form.lower() in own or dictionary.lookup(form) for form in forms if form)


@pytest.mark.parametrize("file", prose_files(), ids=lambda file: str(file.relative_to(ROOT)))
def test_every_word_is_spelt_the_british_way(file):
    words = {word for passage in passages(file) for word in WORD.findall(passage.text)}
    assert sorted(word for word in words if not is_spelt(word)) == []


def test_the_check_finds_an_american_spelling():
    assert not is_spelt("behavior")
