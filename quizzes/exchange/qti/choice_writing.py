"""Items in which one chooses, orders or matches."""

from collections.abc import Sequence
from decimal import Decimal
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Data, Notes
from quizzes.exchange.common.texts import html_of_lines
from quizzes.exchange.common.weighted import ONE, ZERO, costs_and_shares
from quizzes.exchange.qti.pieces import FEEDBACK, Pieces

#: Digits of a share such as one third.
DECIMALS = 15
CAPPED = {"ps1m", "ps50"}


def write_choice(data: Data, pieces: Pieces, notes: Notes) -> None:
    """Write a single best answer or a multiple response."""
    options = {f"C{n}": option for n, option in enumerate(data["options"], 1)}
    keys = [name for name, option in options.items() if option.get("correct")]
    several = data["type"] == "multiple"
    response = pieces.response("RESPONSE", "identifier", keys, several="multiple" if several else "single")
    maps = _map_options(data, options, pieces, response)
    most = data.get("max_picks", len(keys) if data.get("scoring", "ps1m") in CAPPED else 0) if several else 1
    asked = pieces.add(
        pieces.body, "choiceInteraction", responseIdentifier="RESPONSE", shuffle="true", maxChoices=str(most)
    )
    for name, option in options.items():
        pieces.add(asked, "simpleChoice", option["text"], identifier=name)
    feedback = {name: option["feedback"] for name, option in options.items() if option.get("feedback")}
    _mark(pieces, maps=maps, by_choice=bool(feedback))
    for name, text in feedback.items():
        pieces.modal(FEEDBACK, name, html_of_lines(text))
    if feedback:
        pieces.outcome(FEEDBACK, "identifier", single=not several)


def _map_options(data: Data, options: dict[str, Data], pieces: Pieces, response: Element) -> bool:
    if data["type"] == "sba":
        if "scoring" in data:
            shares = [(name, Decimal(option["fraction"])) for name, option in options.items()]
            pieces.mapping(response, shares, ZERO)
        return "scoring" in data
    if data.get("scoring") == "all_or_nothing":
        return False
    right, wrong = costs_and_shares(data, DECIMALS)
    shares = [(name, right if option.get("correct") else wrong) for name, option in options.items()]
    pieces.mapping(response, shares, ZERO)
    return True


def _mark(pieces: Pieces, *, maps: bool, by_choice: bool) -> None:
    """Mark by a template, or by its rules spelt out where feedback follows the choice."""
    if not by_choice:
        pieces.template("map_response" if maps else "match_correct")
        return
    if maps:
        score = pieces.add(pieces.processing, "setOutcomeValue", identifier="SCORE")
        pieces.add(score, "mapResponse", identifier="RESPONSE")
    else:
        condition = pieces.add(pieces.processing, "responseCondition")
        branch = pieces.add(condition, "responseIf")
        test = pieces.add(branch, "match")
        pieces.add(test, "variable", identifier="RESPONSE")
        pieces.add(test, "correct", identifier="RESPONSE")
        pieces.score(branch, ONE)
    shown = pieces.add(pieces.processing, "setOutcomeValue", identifier=FEEDBACK)
    pieces.add(shown, "variable", identifier="RESPONSE")


def write_order(data: Data, pieces: Pieces, notes: Notes) -> None:
    """Write an ordering question."""
    items = {f"C{n}": item for n, item in enumerate(data["items"], 1)}
    pieces.response("RESPONSE", "identifier", items, several="ordered")
    asked = pieces.add(pieces.body, "orderInteraction", responseIdentifier="RESPONSE", shuffle="true")
    for name, item in items.items():
        pieces.add(asked, "simpleChoice", item["text"], identifier=name)
    pieces.template("match_correct")


def write_matrix(data: Data, pieces: Pieces, notes: Notes) -> None:
    """Write a matrix: statements to match with true and false."""
    words = [_("True"), _("False")]
    rows = [(row["text"], words[0 if row.get("is_true") else 1], row.get("feedback", "")) for row in data["statements"]]
    _write_rows(rows, words, data, pieces)


def write_matching(data: Data, pieces: Pieces, notes: Notes) -> None:
    """Write matching pairs."""
    rows = [(pair["left"], pair["right"], pair.get("feedback", "")) for pair in data["pairs"]]
    spare = [entry["text"] for entry in data.get("distractors", [])]
    _write_rows(rows, list(dict.fromkeys([*(right for _left, right, _feedback in rows), *spare])), data, pieces)


def write_extended(data: Data, pieces: Pieces, notes: Notes) -> None:
    """Write extended matching: stems to match with options."""
    rows = [(stem["text"], stem["answer"], stem.get("feedback", "")) for stem in data["stems"]]
    _write_rows(rows, [option["text"] for option in data["options"]], data, pieces)


def _write_rows(rows: Sequence[tuple[str, str, str]], rights: Sequence[str], data: Data, pieces: Pieces) -> None:
    names = {text: f"T{n}" for n, text in enumerate(rights, 1)}
    pairs = [f"S{n} {names[right]}" for n, (_left, right, _feedback) in enumerate(rows, 1)]
    response = pieces.response("RESPONSE", "directedPair", pairs, several="multiple")
    by_map = data.get("scoring") != "all_or_nothing"
    if by_map:
        pieces.mapping(response, [(pair, round(ONE / len(pairs), DECIMALS)) for pair in pairs], ZERO)
    pieces.template("map_response" if by_map else "match_correct")
    most = str(len(rows))
    told = {"responseIdentifier": "RESPONSE", "shuffle": "true", "maxAssociations": most}
    asked = pieces.add(pieces.body, "matchInteraction", **told)
    _write_set(asked, {f"S{n}": row[0] for n, row in enumerate(rows, 1)}, pieces, most="1")
    _write_set(asked, {name: text for text, name in names.items()}, pieces, most=most)
    shown = {f"S{n}": row[2] for n, row in enumerate(rows, 1) if row[2]}
    if shown:
        pieces.outcome(FEEDBACK, "identifier", shown)
    for name, text in shown.items():
        pieces.modal(FEEDBACK, name, html_of_lines(text))


def _write_set(asked: Element, choices: dict[str, str], pieces: Pieces, *, most: str) -> None:
    node = pieces.add(asked, "simpleMatchSet")
    for name, text in choices.items():
        pieces.add(node, "simpleAssociableChoice", text, identifier=name, matchMax=most)
