"""Items in which one types, or chooses within a text."""

import re
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement

from quizzes.exchange.common.base import Data, Notes
from quizzes.exchange.common.markup import append_html
from quizzes.exchange.common.numbers import number_text
from quizzes.exchange.common.texts import html_of_lines
from quizzes.exchange.common.weighted import ONE, ZERO
from quizzes.exchange.qti.pieces import FEEDBACK, Pieces

DECIMALS = 15


def write_short(data: Data, pieces: Pieces, notes: Notes) -> None:
    """Write a short answer, with the feedback of the answer that was given."""
    answers = data["answers"]
    full = [answer["text"] for answer in answers if answer.get("fraction", "1") == "1"]
    response = pieces.response("RESPONSE", "string", full[:1])
    case = "true" if data.get("case_sensitive") else "false"
    shares = [(answer["text"], Decimal(answer.get("fraction", 1))) for answer in answers]
    pieces.mapping(response, shares, ZERO, caseSensitive=case)
    _entry(pieces)
    told = {f"A{n}": answer for n, answer in enumerate(answers, 1) if answer.get("feedback")}
    if not told:
        pieces.template("map_response")
        return
    score = pieces.add(pieces.processing, "setOutcomeValue", identifier="SCORE")
    pieces.add(score, "mapResponse", identifier="RESPONSE")
    _write_feedback(told, pieces, case)


def _write_feedback(told: dict[str, Data], pieces: Pieces, case: str) -> None:
    """Show the feedback of the answer that was typed."""
    pieces.outcome(FEEDBACK, "identifier", single=True)
    for name, answer in told.items():
        branch = pieces.add(pieces.add(pieces.processing, "responseCondition"), "responseIf")
        test = pieces.add(branch, "stringMatch", caseSensitive=case)
        pieces.add(test, "variable", identifier="RESPONSE")
        pieces.add(test, "baseValue", answer["text"], baseType="string")
        pieces.show(branch, name)
        pieces.modal(FEEDBACK, name, html_of_lines(answer["feedback"]))


def _entry(pieces: Pieces) -> Element:
    line = SubElement(pieces.body, "p")
    pieces.add(line, "textEntryInteraction", responseIdentifier="RESPONSE")
    return line


def write_essay(data: Data, pieces: Pieces, notes: Notes) -> None:
    """Write a written answer, which nothing but people can mark."""
    model = data.get("model_answer")
    pieces.response("RESPONSE", "string", [model] if model else [])
    pieces.add(pieces.body, "extendedTextInteraction", responseIdentifier="RESPONSE")


def write_number(data: Data, pieces: Pieces, notes: Notes) -> None:
    """Write a numeric question; each band is a branch of the rules."""
    pieces.response("RESPONSE", "float", [data["value"]])
    line = _entry(pieces)
    if "unit" in data:
        SubElement(line, "span", {"class": "unit"}).text = data["unit"]
    bands = [(band["tolerance"], Decimal(band["fraction"])) for band in data.get("bands", [])]
    condition = pieces.add(pieces.processing, "responseCondition")
    for place, (tolerance, share) in enumerate([(data.get("tolerance", "0"), ONE), *bands]):
        branch = pieces.add(condition, "responseElseIf" if place else "responseIf")
        test = _near(branch, data.get("tolerance_kind", "absolute"), tolerance, pieces)
        pieces.add(test, "variable", identifier="RESPONSE")
        pieces.add(test, "correct", identifier="RESPONSE")
        pieces.score(branch, share)
    pieces.score(pieces.add(condition, "responseElse"), ZERO)


def _near(branch: Element, kind: str, tolerance: str, pieces: Pieces) -> Element:
    if kind == "significant":
        return pieces.add(branch, "equalRounded", roundingMode="significantFigures", figures=tolerance)
    if kind == "absolute" and tolerance == "0":
        return pieces.add(branch, "equal", toleranceMode="exact")
    width = number_text(Decimal(tolerance) * 100) if kind == "relative" else tolerance
    return pieces.add(branch, "equal", toleranceMode=kind, tolerance=f"{width} {width}")


def write_gaps(data: Data, pieces: Pieces, notes: Notes) -> None:
    """Write a gap fill; every gap is an interaction with a response of its own."""
    block = pieces.block("text")
    source = re.sub(r"\[(\d{1,2})\]", r'<gap n="\1">', html_of_lines(data["text"]))
    append_html(block, source if source.startswith("<p>") else f"<p>{source}</p>")
    places = {int(node.get("n", "0")): node for node in block.iter("gap")}
    gaps = data["gaps"]
    whole = data.get("scoring") == "all_or_nothing"
    share = ONE if whole else round(ONE / len(gaps), DECIMALS)
    score = pieces.add(pieces.processing, "setOutcomeValue", identifier="SCORE")
    total = pieces.add(score, "product" if whole else "sum")
    case = "true" if data.get("case_sensitive") else "false"
    for number, gap in enumerate(gaps, 1):
        _write_gap(places[number], f"RESPONSE{number}", gap, pieces, share=share, case=case)
        pieces.add(total, "mapResponse", identifier=f"RESPONSE{number}")


def _write_gap(node: Element, name: str, gap: Data, pieces: Pieces, *, share: Decimal, case: str) -> None:
    node.attrib.clear()
    node.attrib.update(pieces.dialect.attributes({"responseIdentifier": name}))
    if not gap.get("choices"):
        node.tag = pieces.dialect.spelt("textEntryInteraction")
        response = pieces.response(name, "string", gap["answers"][:1])
        pieces.mapping(response, [(text, share) for text in gap["answers"]], ZERO, caseSensitive=case)
        return
    node.tag = pieces.dialect.spelt("inlineChoiceInteraction")
    choices = {text: f"C{n}" for n, text in enumerate(gap["choices"], 1)}
    node.set("shuffle", "true")
    for text, identifier in choices.items():
        pieces.add(node, "inlineChoice", text, identifier=identifier)
    keys = [choices[text] for text in gap["answers"]]
    response = pieces.response(name, "identifier", keys[:1])
    pieces.mapping(response, [(key, share) for key in keys], ZERO)
