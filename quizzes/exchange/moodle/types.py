"""What is Moodle's own in a question of each type, and what it becomes."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Data, Notes, Refusal
from quizzes.exchange.common.essays import write_in
from quizzes.exchange.common.extras import note_accents
from quizzes.exchange.common.measured import type_number
from quizzes.exchange.common.numbers import number_of, number_text
from quizzes.exchange.common.ordered import put_in_order
from quizzes.exchange.common.weighted import ZERO, Answer, match_up, pick_one, pick_several, type_in
from quizzes.exchange.common.xml_tree import Node
from quizzes.exchange.moodle.gaps import read_cloze, read_menus
from quizzes.exchange.moodle.texts import form_of, plain

Carried = Mapping[str, str]
YES = {"1", "true"}
#: Digits that are left of a unit's factor, since Moodle keeps its inverse.
FACTOR_DIGITS = 12


def answers_of(node: Node, notes: Notes, *, literal: bool = False) -> list[Answer]:
    """Return the answers of a question; ``literal`` texts are what students type, and no HTML."""
    form = form_of(node.child("questiontext"))
    return [_answer(answer, form, notes, literal) for answer in node.children("answer")]


def _answer(node: Node, form: str, notes: Notes, literal: bool) -> Answer:
    text = node.text("text") if literal else plain(node, notes, _("Answer"), form)
    share = number_of(node.get("fraction", "0") or "0") / 100
    margin = node.text("tolerance")
    feedback = plain(node.child("feedback"), notes, _("Feedback"), form)
    return Answer(text, share, feedback, abs(number_of(margin)) if margin else ZERO)


def _multichoice(node: Node, carried: Carried, notes: Notes) -> Data:
    answers = answers_of(node, notes)
    if (node.text("single") or "true") in YES:
        return pick_one(answers, notes)
    return pick_several(answers, notes, carried.get("scoring", ""))


def _multichoiceset(node: Node, carried: Carried, notes: Notes) -> Data:
    return pick_several(answers_of(node, notes), notes, carried.get("scoring", "all_or_nothing"))


def _truefalse(node: Node, _carried: Carried, notes: Notes) -> Data:
    answers = answers_of(node, notes)
    if len(answers) != 2:
        raise Refusal(_("True or false needs two answers; here are %(n)d.") % {"n": len(answers)})
    words = (_("False"), _("True")) if answers[0].text.lower() == "false" else (_("True"), _("False"))
    return pick_one([Answer(word, a.share, a.feedback) for word, a in zip(words, answers, strict=True)], notes)


def _shortanswer(node: Node, carried: Carried, notes: Notes) -> Data:
    answers = answers_of(node, notes, literal=True)
    note_accents([answer.text for answer in answers], carried, notes)
    return type_in(answers, notes) | {"case_sensitive": node.text("usecase") in YES}


def _numerical(node: Node, _carried: Carried, notes: Notes) -> Data:
    data = type_number(answers_of(node, notes, literal=True), notes)
    if node.text("unitgradingtype") not in {"", "0"}:
        notes.append(_("Marks taken off for a wrong unit are not taken: a number in a wrong unit is wrong."))
    if plain(node.child("instructions"), [], ""):
        notes.append(_("Its instructions on units are lost."))
    return data | _units(node, notes)


def _units(node: Node, notes: Notes) -> Data:
    nodes = [unit for group in node.children("units") for unit in group.children("unit")]
    told = [(unit.text("unit_name"), number_of(unit.text("multiplier") or "1")) for unit in nodes]
    first = next((name for name, multiplier in told if multiplier == 1), "")
    if told and not first:
        notes.append(_("Its units are lost: none of them is the one of the right value."))
    if not first:
        return {}
    others = [(name, multiplier) for name, multiplier in told if name != first]
    if any(multiplier <= 0 for _name, multiplier in others):
        raise Refusal(_("Every other unit needs a factor above 0."))
    return {"unit": first, "units": [{"name": name, "factor": inverse(number)} for name, number in others]}


def inverse(number: Decimal) -> str:
    """Return one over a number, with twelve digits: Moodle tells by what to multiply the value, we the answer."""
    told = 1 / number
    return number_text(round(told, FACTOR_DIGITS - 1 - told.adjusted()))


def _matching(node: Node, _carried: Carried, notes: Notes) -> Data:
    form = form_of(node.child("questiontext"))
    pairs = node.children("subquestion")
    told = [(plain(pair, notes, _("Pair"), form), pair.text("answer", "text")) for pair in pairs]
    return match_up(told, notes)


def _ordering(node: Node, _carried: Carried, notes: Notes) -> Data:
    answers = answers_of(node, notes)
    if any(answer.feedback for answer in answers):
        notes.append(_("The feedback on single items is lost."))
    if (node.text("selecttype") or "ALL").upper() not in {"ALL", "EXACT", "0"}:
        notes.append(_("All items are asked, not some of them."))
    return put_in_order([answer.text for answer in answers], node.text("gradingtype"), notes)


def _essay(node: Node, carried: Carried, notes: Notes) -> Data:
    if node.text("attachments") not in {"", "0"}:
        notes.append(_("Files that go with the answer are not taken: ask for them in a question of the type “upload”."))
    if plain(node.child("graderinfo"), [], ""):
        notes.append(_("Its information for graders is lost: tell it in the rubric."))
    if plain(node.child("responsetemplate"), [], ""):
        notes.append(_("The text that an answer begins with is lost."))
    limits = {"words_least": node.text("minwordlimit"), "words_most": node.text("maxwordlimit")}
    return write_in(carried, notes) | {name: words for name, words in limits.items() if words not in {"", "0"}}


READERS: dict[str, Callable[[Node, Carried, Notes], Data]] = {
    "multichoice": _multichoice,
    "multichoiceset": _multichoiceset,
    "truefalse": _truefalse,
    "shortanswer": _shortanswer,
    "numerical": _numerical,
    "matching": _matching,
    "ordering": _ordering,
    "essay": _essay,
    "cloze": read_cloze,
    "multianswer": read_cloze,
    "gapselect": read_menus,
    "ddwtos": read_menus,
}
