"""The fences of a lesson: what each becomes, and how a fault in one is named with its line and field."""

from pathlib import Path

import pytest

from content.models import Contraindication, RedFlag
from content.source import SourceError, read_source
from content.source_blocks import Finder, questions_in, stream_of

TECHNIQUE = """::: technique "Release"
position: Client supine.
steps:
  - Find the [[taut band]].
  - Hold **gently**.
pressure: 4–6.
hold_seconds: 20
repeats: 3
stop_when: [tingling]
contraindications: [c42]
:::"""
CASE = """::: patient_case "A calf"
person: Runner, 54
story: |
  He limps.

  He flew.
steps:
  - ask: What first?
    answer: Is it hot?
:::"""
CHECK = """::: self_check m2-check-1
type: sba
stem: What first?
options:
  - text: Ask
    correct: true
  - text: Press
rationale: Because.
:::"""
CARDS = """::: flashcards "End-feels"
- front: Bone
  back: "Hard: abrupt."
- front: Soft
  back: Springy.
:::"""
COMPARISON = """::: comparison "Two"
| | A [[taut band|band]] | B |
|---|---|---|
| Night | Yes | No |
:::"""
SPOTS = """::: hotspots hand.png "A hand" "Where"
- x: 22.5
  y: 30
  label: Spine
:::"""


@pytest.fixture
def known(db):
    Contraindication.objects.create(
        key="c42", condition="C", category="local", scope="s", why="w", what_to_do="Not here."
    )
    RedFlag.objects.create(key="r09", flag="F", think_of="T", action="A", urgency="now")


@pytest.fixture
def read(tmp_path, known):
    """Return a closure ``read(text, name=…) -> Source`` of a file whose body begins at line 4."""

    def make(text: str, name: str = "lesson.md"):
        file = Path(tmp_path / name)
        file.write_text(f"---\ntitle: T\n---\n{text}\n", encoding="utf-8")
        return read_source(file)

    return make


@pytest.fixture
def first(read):
    """Return a closure that gives the value of the first block of a text."""
    return lambda text, **names: stream_of(read(text), Finder(**names))[0].value


def test_a_technique_keeps_its_order_numbers_and_entries(first):
    value = first(TECHNIQUE)
    assert (value["title"], value["hold_seconds"], value["repeats"]) == ("Release", 20, 3)
    assert [str(step.source) for step in value["steps"]] == [
        "<p>Find the [[taut band]].</p>", "<p>Hold <strong>gently</strong>.</p>"
    ]  # fmt: skip
    assert [entry.key for entry in value["contraindications"]] == ["c42"]
    assert list(value["stop_when"]) == ["Tingling"]


def test_a_comparison_takes_things_from_the_head_and_features_from_the_first_column(first):
    value = first(COMPARISON)
    assert list(value["things"]) == ["A [[taut band|band]]", "B"]
    assert [(row["name"], len(row["cells"])) for row in value["features"]] == [("Night", 2)]


@pytest.mark.parametrize(("fence", "key"), [("contraindication", "c42"), ("red_flag", "r09")])
def test_a_card_takes_its_entry_and_its_words(first, fence, key):
    value = first(f"::: {fence} {key}\nHere: *care*.\n:::")
    assert value["entry"].key == key and "<em>care</em>" in value["text"].source


def test_a_case_has_a_story_and_steps(first):
    value = first(CASE)
    assert value["story"].source.count("<p>") == 2
    assert [(step["ask"], step["answer"].source) for step in value["steps"]] == [("What first?", "<p>Is it hot?</p>")]


def test_cards_keep_their_ids_when_others_are_added_and_moved(read):
    def ids(text):
        cards = stream_of(read(text))[0].value["cards"]
        return {child.value["front"]: child.id for child in cards.bound_blocks}

    before = ids(CARDS)
    after = ids(CARDS.replace('"End-feels"\n', '"End-feels"\n- front: Empty\n  back: Stop.\n'))
    assert before == {front: after[front] for front in before}


def test_a_block_keeps_its_id_from_one_reading_to_the_next(read):
    assert [block.id for block in stream_of(read(CARDS))] == [block.id for block in stream_of(read(CARDS))]


def test_spots_stand_where_the_file_says(first, make_picture):
    value = first(SPOTS, images={"hand.png": make_picture().pk})
    assert [(spot["x"], spot["y"], spot["label"]) for spot in value["spots"]] == [(22.5, 30.0, "Spine")]


def test_downloads_are_found_by_their_names(first, make_document):
    document = make_document("log.pdf")
    value = first('::: downloads "To print"\n- log.pdf\n:::', documents={"log.pdf": document.pk})
    assert [one.pk for one in value["documents"]] == [document.pk]


def test_questions_of_a_file_are_handed_to_who_fills_the_bank(read):
    found = questions_in(read(CHECK))
    assert found["m2-check-1"]["stem"] == "What first?"
    assert [option["text"] for option in found["m2-check-1"]["options"]] == ["Ask", "Press"]


FAULTS = [
    (TECHNIQUE.replace("hold_seconds: 20", "hold_seconds: long"), 10, "hold_seconds: a whole number"),
    (TECHNIQUE.replace("hold_seconds: 20", "hold_seconds: 200"), 10, "hold_seconds: "),
    (TECHNIQUE.replace("repeats: 3\n", ""), 4, "repeats: is missing"),
    (TECHNIQUE.replace("repeats: 3", "repeats: 3\ncolour: red"), 12, "colour: is not known here"),
    (TECHNIQUE.replace("stop_when: [tingling]", "stop_when: tingling"), 12, "stop_when: a list is wanted"),
    (TECHNIQUE.replace("position: Client supine.", "position: Client: supine."), 5, "this is not YAML"),
    (TECHNIQUE.replace("- Find", "- Find: it,"), 6, "steps: words are wanted"),
    (TECHNIQUE.replace("c42", "c99"), 4, "there is no contraindication “c99”"),
    (CASE.replace("    answer: Is it hot?", "    reply: Is it hot?"), 4, "steps answer: is missing"),
    (CASE.replace("person: Runner, 54", "person: [Runner]"), 5, "person: words are wanted"),
    (CHECK.replace("type: sba\n", ""), 4, "type: is missing"),
    (CHECK, 4, "there is no question “m2-check-1”"),
    (CARDS.replace("front: Soft", "front: Bone"), 5, "front: two cards say the same"),
    (CARDS.replace("- front: Soft\n  back: Springy.", "- Soft"), 4, "here names and values"),
    ('::: flashcards "T"\nfront: a\n:::', 4, "cards are a list"),
    (COMPARISON.replace("| Yes | No |", "| Yes |"), 7, "each row of the table needs 3 cells"),
    ('::: comparison "One"\n| | A |\n|---|---|\n| Night | Yes |\n:::', 4, "things: "),
    ("::: contraindication c98\n:::", 4, "there is no contraindication “c98”"),
    ("::: red_flag\n:::", 4, "needs its key"),
    ("::: live_session nowhere\n:::", 4, "there is no live session “nowhere”"),
    (SPOTS, 4, "there is no picture “hand.png”"),
    ('::: downloads "T"\n- gone.pdf\n:::', 4, "there is no document “gone.pdf”"),
    ('::: downloads "T"\ngone.pdf\n:::', 4, "downloads are lines that begin with"),
]


@pytest.mark.parametrize(("text", "line", "message"), FAULTS)
def test_a_fault_is_named_with_file_line_and_field(read, text, line, message):
    with pytest.raises(SourceError) as caught:
        stream_of(read(text))
    assert str(caught.value).startswith(f"lesson.md:{line}: ")
    assert message in str(caught.value)


def test_a_spot_outside_of_the_picture_is_a_fault(read, make_picture):
    with pytest.raises(SourceError, match=r"lesson.md:4: spots: 0: x: "):
        stream_of(read(SPOTS.replace("22.5", "122")), Finder(images={"hand.png": make_picture().pk}))
