"""What stands in the braces of a GIFT question, by the kind that its signs make it."""

import re
from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Data, Notes, Refusal
from quizzes.exchange.common.extras import note_accents
from quizzes.exchange.common.measured import type_number
from quizzes.exchange.common.numbers import number_of, number_text
from quizzes.exchange.common.ordered import GRADINGS, NEAREST, SHORT, put_in_order
from quizzes.exchange.common.weighted import ONE, ZERO, Answer, match_up, pick_one, pick_several, type_in
from quizzes.exchange.gift.source import plain, show, split_weight

TRUE, FALSE = {"T", "TRUE"}, {"F", "FALSE"}
HEAD = re.compile(r">[ \t]*(\d*)[ \t]*([^\n]*)")
LAYOUT_WORDS = {
    "ALL",
    "EXACT",
    "RANDOM",
    "CONTIGUOUS",
    "CONTIG",
    "HORIZONTAL",
    "HORI",
    "H",
    "VERTICAL",
    "VERT",
    "V",
} | {*("SHOW", "HIDE", "TRUE", "FALSE", "YES", "NO", "0", "1", "NONE", "ABCD", "IIII", "123", "ABC", "III")}
GRADING_WORDS = {*GRADINGS.values(), *NEAREST, *SHORT} - {""}


def read_answers(source: str, form: str, carried: Mapping[str, str], notes: Notes) -> Data:
    """Return the type and what is its own; ``source`` is hidden text, ``form`` the format of the stem."""
    if source.startswith(">"):
        return _ordering(source, notes)
    if source.startswith("#"):
        return _number(source[1:], form, notes)
    if "~" in source:
        return _choice(source, form, carried.get("scoring", ""), notes)
    if "=" in source and "->" in source:
        return _matching(source, form, notes)
    verdict, *feedback = (part.strip() for part in source.split("#", 2))
    if verdict in TRUE | FALSE:
        return _true_or_false(verdict in TRUE, [plain(text, form, notes, _("Feedback")) for text in feedback])
    return _short(source, form, carried, notes)


def _answer(source: str, form: str, otherwise: Decimal, notes: Notes) -> Answer:
    text, weight = split_weight(source)
    told, _sign, feedback = text.partition("#")
    share = otherwise if weight is None else weight
    return Answer(plain(told, form, notes, _("Answer")), share, plain(feedback, form, notes, _("Feedback")))


def _split(source: str, sign: str) -> list[str]:
    return [part for part in source.split(sign) if part.strip()]


def _choice(source: str, form: str, rule: str, notes: Notes) -> Data:
    answers = []
    for part in map(str.strip, _split(source.replace("=", "~="), "~")):
        right = part.startswith("=")
        answers.append(_answer(part.removeprefix("="), form, ONE if right else ZERO, notes))
    return pick_one(answers, notes) if "=" in source else pick_several(answers, notes, rule)


def _short(source: str, form: str, carried: Mapping[str, str], notes: Notes) -> Data:
    answers = [_answer(part, form, ONE, notes) for part in _split(source, "=")]
    note_accents([answer.text for answer in answers], carried, notes)
    return type_in(answers, notes)


def _number(source: str, form: str, notes: Notes) -> Data:
    told, wrong, feedback = source.partition("~")
    answers = [_measured(_answer(part, form, ONE, notes)) for part in _split(told, "=")]
    if wrong:
        answers.append(_answer("*" + feedback, form, ZERO, notes))
    return type_number(answers, notes)


def _measured(answer: Answer) -> Answer:
    text, tolerance = answer.text, ZERO
    low, dots, high = text.partition("..")
    value, colon, margin = text.partition(":")
    if dots:
        middle = (number_of(low) + number_of(high)) / 2
        text, tolerance = number_text(middle), abs(number_of(high) - middle)
    elif colon:
        text, tolerance = value, abs(number_of(margin))
    return Answer(text, answer.share, answer.feedback, tolerance)


def _matching(source: str, form: str, notes: Notes) -> Data:
    pairs = []
    for part in _split(source, "="):
        left, arrow, right = part.partition("->")
        if not arrow:
            raise Refusal(_("A pair lacks its arrow: “%(pair)s”.") % {"pair": show(part).strip()[:40]})
        pairs.append((plain(left, form, notes, _("Pair")), show(right).strip()))
    return match_up(pairs, notes)


def _true_or_false(is_true: bool, feedback: list[str]) -> Data:
    wrong, right = (*feedback, "", "")[:2]
    options = [
        {"text": _("True"), "correct": is_true, "feedback": right if is_true else wrong},
        {"text": _("False"), "correct": not is_true, "feedback": wrong if is_true else right},
    ]
    return {"type": "sba", "options": options}


def _ordering(source: str, notes: Notes) -> Data:
    head = HEAD.match(source)
    words = head[2].split() if head else []
    known = {word.upper() for word in words}
    rest = source[head.end() :] if head else source
    if known - GRADING_WORDS - LAYOUT_WORDS:
        rest, known = source[1:], set()
    grading = next(iter(known & GRADING_WORDS), "")
    if known & {"RANDOM", "CONTIGUOUS", "CONTIG"}:
        notes.append(_("All items are asked, not some of them."))
    return put_in_order([show(line).strip() for line in rest.split("\n") if line.strip()], grading, notes)
