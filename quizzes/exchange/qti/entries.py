"""Items in which one types, or chooses within a text."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Data, Refusal
from quizzes.exchange.common.essays import write_in
from quizzes.exchange.common.extras import note_accents
from quizzes.exchange.common.gap_texts import split_stem
from quizzes.exchange.common.numbers import number_of, number_text
from quizzes.exchange.common.weighted import ONE, ZERO, Answer, type_in
from quizzes.exchange.common.xml_tree import Node
from quizzes.exchange.qti.body import plain_of, take_unit, text_with_gaps
from quizzes.exchange.qti.declared import Response, marked_by
from quizzes.exchange.qti.feedback import values_shown
from quizzes.exchange.qti.item import Item

NUMBERS = {"float", "integer"}


def read_entry(item: Item, asked: Node) -> Data:
    """Return a short answer, or a number if that is what the item asks for."""
    notes, response = item.notes, item.response(asked)
    if response.base in NUMBERS:
        unit = take_unit(item.body)
        return read_number(item, response) | ({"unit": unit} if unit else {})
    way = marked_by(item.node, response, notes)
    keys = list(response.mapping) if way == "map" else list(response.correct)
    shares = response.shares(keys, summed=False) if way == "map" else dict.fromkeys(keys, ONE)
    shown = values_shown(item.node)
    texts = item.feedback.on(set(shown.values()), notes)
    if "accents_matter" not in item.carried and any("*" in key for key in keys):
        notes.append(_("An asterisk in an answer stands for any words."))
    note_accents(keys, item.extras, notes)
    answers = [Answer(key, shares[key], texts.get(shown.get(key, ""), "")) for key in keys]
    return type_in(answers, notes) | {"case_sensitive": _is_exact(response, way)}


def read_essay(item: Item, asked: Node) -> Data:
    """Return a written answer; a response that the item declares right is a model of one."""
    response = item.responses.get(asked.get("responseIdentifier"))
    models = response.correct if response else ()
    return write_in(item.extras, item.notes) | {"model_answer": "\n\n".join(models)}


def _is_exact(response: Response, way: str) -> bool:
    return way == "match" or any(entry.case_sensitive for entry in response.mapping.values())


def read_number(item: Item, response: Response) -> Data:
    """Return a numeric question: the right value and how near it one must come, with bands that earn a part."""
    tests = list(_tests(item.node, response))
    if not response.correct and not tests:
        raise Refusal(_("It declares no right response."))
    value = number_of(response.correct[0] if response.correct else tests[0].value)
    data: Data = {"type": "numeric", "value": number_text(value)}
    if not tests:
        marked_by(item.node, response, item.notes)
        return data
    first, *others = tests
    bands = [test for test in others if test.kind == first.kind and 0 < test.share < first.share]
    if len(bands) < len(others):
        item.notes.append(_("Of its ways to come near the value, one kind is kept."))
    told = [(number_text(band.width), number_text(round(band.share / first.share, 7))) for band in bands]
    return data | {
        "tolerance_kind": first.kind,
        "tolerance": number_text(first.width),
        "bands": [{"tolerance": width, "fraction": share} for width, share in told],
    }


@dataclass(frozen=True)
class _Test:
    """How near a value one must come, and what that earns."""

    kind: str
    width: Decimal
    share: Decimal
    value: str


def _tests(item: Node, response: Response) -> Iterator[_Test]:
    processing = item.child("responseProcessing")
    for branch in processing.all("responseIf", "responseElseIf") if processing else ():
        for test in branch.children("equal", "equalRounded"):
            values = [node.text() for node in test.children("baseValue")]
            earned = [node.child("baseValue") for node in branch.children("setOutcomeValue")]
            share = next((number_of(node.text()) for node in earned if node), ONE)
            if share > 0 and any(node.get("identifier") == response.identifier for node in test.children("variable")):
                yield _Test(*_width(test), share, next(iter(values), ""))


def _width(test: Node) -> tuple[str, Decimal]:
    if test.name == "equalRounded":
        if test.get("roundingMode", "significantFigures") != "significantFigures":
            raise Refusal(_("It rounds to decimal places, which ours does not."))
        return "significant", number_of(test.get("figures"))
    if test.get("toleranceMode", "exact") == "exact":
        return "absolute", ZERO
    widest = max((abs(number_of(part)) for part in test.get("tolerance").split()), default=ZERO)
    if test.get("toleranceMode") == "relative":
        return "relative", widest / 100
    return "absolute", widest


def read_gaps(item: Item) -> Data:
    """Return a gap fill; every interaction is a gap."""
    gaps = [_gap(item, node) for node in item.asked]
    typed = [node for node in item.asked if node.name == "textEntryInteraction"]
    exact = any(
        response.base == "string" and _is_exact(response, marked_by(item.node, response, []))
        for response in map(item.response, typed)
    )
    stem, text = text_with_gaps(item.body, item.notes)
    note_accents([text for gap in gaps if "choices" not in gap for text in gap["answers"]], item.extras, item.notes)
    told = {"stem": stem, "text": text} if stem else split_stem(text)
    return {"type": "gaps", "gaps": gaps, "case_sensitive": exact, "scoring": _rule(item)} | told


def _rule(item: Item) -> str:
    processing = item.node.child("responseProcessing")
    whole = processing is not None and any(True for _node in processing.all("product", "and"))
    return item.told("scoring") or ("all_or_nothing" if whole else "each")


def _gap(item: Item, node: Node) -> Data:
    notes, response = item.notes, item.response(node)
    way = marked_by(item.node, response, notes)
    shares = response.shares(list(response.mapping), summed=False) if way == "map" else {}
    full = [key for key, share in shares.items() if share >= 1] or list(response.correct)
    first = [key for key in response.correct if key in full]
    keys = list(dict.fromkeys([*first, *full]))
    if any(0 < share < 1 for share in shares.values()):
        notes.append(_("Answers that earn a part of a gap's mark earn nothing."))
    if node.name == "inlineChoiceInteraction":
        texts = {
            choice.get("identifier"): plain_of(choice, notes, _("Choice")) for choice in node.children("inlineChoice")
        }
        if not set(keys) <= set(texts):
            raise Refusal(_("The right choice of a gap is none of its choices."))
        return {"answers": [texts[key] for key in keys], "choices": list(texts.values())}
    if response.base in NUMBERS:
        notes.append(_("Numbers in gaps are compared as text: %(value)s.") % {"value": ", ".join(keys)})
    return {"answers": keys}
