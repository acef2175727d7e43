"""Makers of the blocks that one does or thinks through: technique, case, self-check, cards."""

import uuid
from typing import Any

from content.source import Piece, Source
from content.source_finder import Finder

from .fields import (
    FieldError,
    argument,
    check_fields,
    entries_of,
    read_fields,
    read_yaml,
    render_line,
    render_markdown,
    text_of,
    texts_of,
)

CARDS = uuid.UUID("5b0c7f0e-9d0b-5f8a-8a53-0d0f4f6f7c1e")
TECHNIQUE = ("position", "steps", "pressure", "hold_seconds", "repeats", "stop_when")
QUESTION = ("type", "stem", "options", "rationale")
QUESTION_MORE = ("scoring", "max_picks", "references", "outcome", "difficulty", "tags")


def technique(piece: Piece, finder: Finder) -> dict[str, Any]:
    """``::: technique "Title"`` with YAML."""
    values = read_fields(piece, required=TECHNIQUE, optional=("contraindications", "note"))
    return {
        "title": argument(piece, 0, "title"),
        "position": render_line(text_of(values, "position")),
        "steps": [render_line(step) for step in texts_of(values, "steps")],
        "pressure": render_line(text_of(values, "pressure")),
        "hold_seconds": _whole(values, "hold_seconds"),
        "repeats": _whole(values, "repeats"),
        "stop_when": [_sentence(sign) for sign in texts_of(values, "stop_when")],
        "contraindications": [finder.contraindication(key) for key in texts_of(values, "contraindications")],
        "note": render_line(text_of(values, "note")),
    }


def patient_case(piece: Piece, finder: Finder) -> dict[str, Any]:
    """``::: patient_case "Title"`` with YAML."""
    values = read_fields(piece, required=("person", "story", "steps"), optional=("muscles",))
    steps = [check_fields(step, required=("ask", "answer"), within="steps") for step in entries_of(values, "steps")]
    return {
        "title": argument(piece, 0, "title"),
        "person": text_of(values, "person"),
        "story": render_markdown(text_of(values, "story")),
        "steps": [{"ask": text_of(step, "ask"), "answer": render_markdown(text_of(step, "answer"))} for step in steps],
        "muscles": [finder.muscle(key) for key in texts_of(values, "muscles")],
    }


def self_check(piece: Piece, finder: Finder) -> dict[str, Any]:
    """``::: self_check key`` with a question in YAML, or without one where the bank has it from elsewhere."""
    key = argument(piece, 0, "key")
    if piece.text:
        question_of(piece)
    return {"question": finder.question(key)}


def flashcards(piece: Piece, _finder: Finder) -> dict[str, Any]:
    """``::: flashcards "Title"`` with a YAML list of fronts and backs."""
    cards = read_yaml(piece)
    if not isinstance(cards, list):
        raise FieldError("cards are a list: “- front: …” with “back: …” below it")
    made = [_card(check_fields(card, required=("front", "back"))) for card in cards]
    if len({card["id"] for card in made}) < len(made):
        raise FieldError("two cards say the same", field="front")
    return {"title": argument(piece, 0, "title"), "cards": made}


def _card(values: dict[str, Any]) -> dict[str, Any]:
    """Return a card that keeps its id as long as its front stays the same, wherever it moves in the list."""
    front = text_of(values, "front")
    value = {"front": front, "back": render_line(text_of(values, "back"))}
    return {"type": "item", "id": str(uuid.uuid5(CARDS, front)), "value": value}


def questions_in(source: Source) -> dict[str, dict[str, Any]]:
    """Return the questions written into ``source``, by key, as the bank takes them.

    Who builds pages puts them into the bank first: ``stream_of`` then finds them there.
    """
    checks = [piece for piece in source.pieces if piece.kind == "self_check" and piece.text]
    return {argument(piece, 0, "key"): question_of(piece) for piece in checks}


def question_of(piece: Piece) -> dict[str, Any]:
    """Return the question in a ``self_check`` fence; the bank itself says whether it makes one."""
    values = read_fields(piece, required=QUESTION, optional=QUESTION_MORE)
    for option in entries_of(values, "options"):
        check_fields(option, required=("text",), optional=("correct", "feedback", "fraction"), within="options")
    return {"key": argument(piece, 0, "key")} | values


def _whole(values: dict[str, Any], name: str) -> int:
    if isinstance(values[name], bool) or not isinstance(values[name], int):
        raise FieldError("a whole number is wanted", field=name)
    return values[name]


def _sentence(sign: str) -> str:
    return sign[:1].upper() + sign[1:]
