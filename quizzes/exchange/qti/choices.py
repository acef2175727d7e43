"""Items in which one chooses, orders or matches."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Data, Notes, Refusal
from quizzes.exchange.common.weighted import ONE, ZERO, Answer, is_near, match_up, pick_one, pick_several
from quizzes.exchange.common.xml_tree import Node
from quizzes.exchange.qti.body import plain_of
from quizzes.exchange.qti.declared import Response, marked_by
from quizzes.exchange.qti.feedback import Feedback, inline_feedback
from quizzes.exchange.qti.item import Item

TRUE, FALSE = {"true", "t", "richtig", "wahr", "vrai"}, {"false", "f", "falsch", "faux"}


def read_choice(item: Item, asked: Node) -> Data:
    """Return a single best answer or a multiple response."""
    notes, response = item.notes, item.response(asked)
    nodes = asked.children("simpleChoice")
    if any(node.get("fixed") == "true" for node in nodes):
        notes.append(_("Options that keep their place are shuffled with the others."))
    inline = {node.get("identifier"): inline_feedback(node, notes) for node in nodes}
    texts = {node.get("identifier"): plain_of(node, notes, _("Option")) for node in nodes}
    shown = item.feedback.on(texts, notes)
    way, most = marked_by(item.node, response, notes), _count(asked.get("maxChoices", "1"))
    shares = _shares(response, way, list(texts), several=most != 1)
    if most == 1:
        shown |= _verdicts(shares, item.feedback, notes)
    answers = [Answer(text, shares[key], shown.get(key) or inline[key]) for key, text in texts.items()]
    if most == 1 and response.cardinality != "multiple":
        return pick_one(answers, notes)
    return _several(item, answers, way, most)


def _several(item: Item, answers: list[Answer], way: str, most: int) -> Data:
    data = pick_several(answers, item.notes, item.told("scoring") or ("" if way == "map" else "all_or_nothing"), most)
    keys = sum(answer.share > 0 for answer in answers)
    capped = data["scoring"] in {"ps1m", "ps50"} and most in {0, keys}
    return data if capped or item.told("scoring") or not most else data | {"max_picks": most}


def _shares(response: Response, way: str, keys: list[str], *, several: bool) -> dict[str, Decimal]:
    if way == "map":
        return response.shares(keys, summed=several)
    return {key: ONE if key in response.correct else ZERO for key in keys}


def _verdicts(shares: dict[str, Decimal], feedback: Feedback, notes: Notes) -> dict[str, str]:
    right, wrong = feedback.verdict("correct", notes), feedback.verdict("incorrect", notes)
    return {key: text for key, share in shares.items() if (text := right if share >= 1 else wrong)}


def _count(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 else 1


def read_order(item: Item, asked: Node) -> Data:
    """Return an ordering question."""
    notes, response = item.notes, item.response(asked)
    texts = {node.get("identifier"): plain_of(node, notes, _("Item")) for node in asked.children("simpleChoice")}
    way = marked_by(item.node, response, notes)
    if sorted(response.correct) != sorted(texts):
        raise Refusal(_("Its right order does not name every item once."))
    if way == "map":
        notes.append(_("The mapped values are lost: right neighbours earn the mark."))
    rule = item.told("scoring") or ("all_or_nothing" if way == "match" else "adjacent")
    return {"type": "ordering", "items": [{"text": texts[key]} for key in response.correct], "scoring": rule}


def read_match(item: Item, asked: Node) -> Data:
    """Return matching pairs, a matrix if one matches with true and false, or extended matching if the file says so."""
    notes, response = item.notes, item.response(asked)
    sets = asked.children("simpleMatchSet")
    if len(sets) != 2:
        raise Refusal(_("It needs two sets to match; here are %(n)d.") % {"n": len(sets)})
    left, right = (
        {node.get("identifier"): plain_of(node, notes, _("Pair")) for node in one.children("simpleAssociableChoice")}
        for one in sets
    )
    way = marked_by(item.node, response, notes)
    partner = _partners(response, left, right)
    shown = item.feedback.on(left, notes)
    _note_values(response, way, notes)
    rows = [(text, right[partner[key]], shown.get(key, "")) for key, text in left.items()]
    rule = item.told("scoring") or ("each" if way == "map" else "all_or_nothing")
    kind = item.told("type") or ("matrix" if _is_verdict(right) else "matching")
    return _TELLING.get(kind, _pairs)(rows, list(right.values()), notes) | {"scoring": rule}


def _partners(response: Response, left: Mapping[str, str], right: Mapping[str, str]) -> dict[str, str]:
    told = response.correct or [key for key, entry in response.mapping.items() if entry.value > 0]
    found: dict[str, str] = {}
    for pair in told:
        one, _space, other = pair.partition(" ")
        one, other = (other, one) if one in right and one not in left else (one, other)
        if one not in left or other not in right or one in found:
            raise Refusal(_("One entry on the left goes with several on the right, or with none."))
        found[one] = other
    if set(found) != set(left):
        raise Refusal(_("An entry on the left goes with nothing."))
    return found


def _note_values(response: Response, way: str, notes: Notes) -> None:
    values = [entry.value for entry in response.mapping.values() if entry.value > 0]
    if way == "map" and not all(is_near(value, values[0]) for value in values):
        notes.append(_("Every pair earns the same share."))
    if way == "map" and (response.default < 0 or any(entry.value < 0 for entry in response.mapping.values())):
        notes.append(_("Wrong pairs that cost marks earn nothing instead."))


def _is_verdict(right: Mapping[str, str]) -> bool:
    words = [text.casefold().strip(".") for text in right.values()]
    true, false = {*TRUE, _("True").casefold()}, {*FALSE, _("False").casefold()}
    return len(words) == 2 and ({words[0] in true, words[1] in true} == {True, False}) and bool(set(words) & false)


def _is_true(text: str) -> bool:
    return text.casefold().strip(".") in {*TRUE, _("True").casefold()}


Rows = list[tuple[str, str, str]]


def _matrix(rows: Rows, _rights: list[str], _notes: Notes) -> Data:
    told = [{"text": text, "is_true": _is_true(right), "feedback": feedback} for text, right, feedback in rows]
    return {"type": "matrix", "statements": told}


def _extended(rows: Rows, rights: list[str], _notes: Notes) -> Data:
    stems = [{"text": text, "answer": right, "feedback": feedback} for text, right, feedback in rows]
    return {"type": "extended", "options": [{"text": text} for text in rights], "stems": stems}


def _pairs(rows: Rows, rights: list[str], notes: Notes) -> Data:
    used = {right for _text, right, _feedback in rows}
    spare = [("", right) for right in rights if right not in used]
    data = match_up([*((text, right) for text, right, _feedback in rows), *spare], notes)
    for pair, row in zip(data["pairs"], rows, strict=False):
        pair["feedback"] = row[2]
    return data


_TELLING = {"matrix": _matrix, "extended": _extended, "matching": _pairs}
