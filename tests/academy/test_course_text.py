"""What the course says, as a whole: no text twice, every fact of the curriculum where it is said to be taught."""

from collections import defaultdict

import pytest
import yaml

from content.source import read_source
from tests.course_text import DEMO, ROOT, lesson_files, passages, plain

FACTS = DEMO / "facts.yaml"
SHORTEST = 6  # words; shorter passages are labels
FEWEST_WORDS, MOST_WORDS = 500, 1200


def test_no_two_lessons_share_a_paragraph():
    seen = defaultdict(set)
    for file in lesson_files():
        for passage in passages(file, without={"references"}):  # a work may be named wherever it is used
            if len(passage.text.split()) >= SHORTEST:
                seen[passage.text.casefold()].add(passage.file)
    assert {text: files for text, files in seen.items() if len(files) > 1} == {}


@pytest.mark.parametrize(
    "file", lesson_files("level-4-nmt", "direct-to-level-4"), ids=lambda file: str(file.relative_to(ROOT))
)
def test_a_lesson_has_the_length_of_a_lesson(file):
    source = read_source(file)
    words = sum(len(plain(piece.text).split()) for piece in source.pieces)
    assert FEWEST_WORDS <= words <= MOST_WORDS


def facts():
    return yaml.safe_load(FACTS.read_text(encoding="utf-8"))["facts"]


def test_all_fifty_six_facts_have_a_place():
    assert {fact["number"] for fact in facts()} == set(range(1, 57))


@pytest.mark.parametrize("fact", facts(), ids=lambda fact: f"{fact['number']}-{fact['file']}")
def test_a_fact_stands_where_the_table_says(fact):
    text = " ".join(passage.text for passage in passages(DEMO / fact["file"]))
    assert " ".join(fact["words"].split()) in text
