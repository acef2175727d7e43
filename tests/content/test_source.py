"""Course text as files: what is read, and how a fault in a file is named."""

import pytest

from content.source import read_source
from content.source_faults import SourceError

WHOLE = """---
title: A lesson
outcomes:
  - One
---
Prose.

## Section

More prose,
in two lines.

::: callout caution "Stop here: it isn't safe"
Text of the callout.
:::
"""


@pytest.fixture
def read(tmp_path):
    def write_and_read(text: str):
        file = tmp_path / "lesson.md"
        file.write_text(text, encoding="utf-8")
        return read_source(file)

    return write_and_read


def test_a_file_is_read_as_front_matter_and_pieces_in_order(read):
    source = read(WHOLE)
    assert [(piece.kind, piece.arguments) for piece in source.pieces] == [
        ("text", ()),
        ("heading", ("2",)),
        ("text", ()),
        ("callout", ("caution", "Stop here: it isn't safe")),
    ]


def test_front_matter_keeps_its_values(read):
    assert read(WHOLE).meta == {"title": "A lesson", "outcomes": ["One"]}


def test_every_piece_knows_its_line(read):
    assert [piece.line for piece in read(WHOLE).pieces] == [6, 8, 10, 13]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Prose", "lesson.md:1: the file does not begin with front matter"),
        ("---\ntitle: A", "lesson.md:1: the front matter is not closed"),
        ("---\na: b\nc: [\n---\n", "lesson.md:3: the front matter is not YAML"),
        ("---\n- a\n---\n", "lesson.md:2: the front matter is not a list of names and values"),
        ("---\na: b\n---\n\n::: callout\ntext", "lesson.md:5: “callout” is not closed"),
        ("---\na: b\n---\n::: one\n::: two\n:::\n", "lesson.md:5: “one” of line 4 is not closed"),
        ("---\na: b\n---\n:::\n", "lesson.md:4: a fence (:::) needs the name of a block"),
        ('---\na: b\n---\n::: callout "open\n:::\n', "lesson.md:4: a quotation mark of the fence is not closed"),
    ],
)
def test_a_fault_is_named_with_its_file_and_line(read, text, message):
    with pytest.raises(SourceError, match="^" + message.replace("(", r"\(").replace(")", r"\)")):
        read(text)
