"""From questions to GIFT."""

from collections.abc import Callable
from decimal import Decimal

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Data, Notes, Refusal
from quizzes.exchange.common.measured import weights
from quizzes.exchange.common.numbers import number_text
from quizzes.exchange.common.ordered import GRADINGS
from quizzes.exchange.common.texts import is_html
from quizzes.exchange.common.weighted import costs_and_shares
from quizzes.exchange.gift.comments import comments_of
from quizzes.exchange.gift.source import HUNDRED, escape, marked


def write_question(data: Data, notes: Notes) -> str:
    """Return a question with its comments and the blank line after it; raise Refusal for a type GIFT has not."""
    if data["type"] not in WRITERS:
        raise Refusal(_("GIFT has no questions of the type “%(type)s”.") % {"type": data["type"]})
    form = _form(data["stem"])
    rows = WRITERS[data["type"]](data, form, notes)
    if data.get("rationale") and data["type"] != "ordering":
        rows.append("\t####" + _rich(data["rationale"], form))
    stem = ("" if form == "moodle" else f"[{form}]") + escape(data["stem"])
    comments = "".join(f"// {row}\n" for row in comments_of(data, notes))
    return f"{comments}::{escape(data['key'])}::{stem}{_braced(rows)}\n\n"


def _braced(rows: list[str]) -> str:
    """Return the rows between braces: no blank line, which would end the question."""
    if not rows:
        return "{}"
    head, rows = (rows[0], rows[1:]) if rows[0].startswith(("#", ">")) else ("", rows)
    return f"{{{head}\n" + "\n".join(rows) + "\n}"


def _form(stem: str) -> str:
    if is_html(stem):
        return "html"
    return "plain" if "<" in stem or "&" in stem or stem.startswith("[") else "moodle"


def _rich(text: str, form: str) -> str:
    own = _form(text)
    return ("" if own == form and not text.startswith("[") else f"[{own}]") + escape(text)


def _feedback(part: Data, form: str) -> str:
    return "#" + marked(part["feedback"], form, arrows=False) if part.get("feedback") else ""


def percent(share: Decimal) -> str:
    """Return a share of the mark in percent, as Moodle tells it."""
    return number_text(share * HUNDRED)


def _sba(data: Data, form: str, notes: Notes) -> list[str]:
    rows = []
    for option in data["options"]:
        share = Decimal(option.get("fraction", "0"))
        sign = "=" if option.get("correct") else "~" + (f"%{percent(share)}%" if share else "")
        rows.append(f"\t{sign}{marked(option['text'], form)}{_feedback(option, form)}")
    return rows


def _multiple(data: Data, form: str, notes: Notes) -> list[str]:
    note_sums(data, notes)
    right, wrong = costs_and_shares(data)
    weighed = [(option, right if option.get("correct") else wrong) for option in data["options"]]
    return [
        f"\t~%{percent(share)}%{marked(option['text'], form)}{_feedback(option, form)}" for option, share in weighed
    ]


def note_sums(data: Data, notes: Notes) -> None:
    """Note what Moodle, which adds up the shares of picks, makes of other rules."""
    rule = data.get("scoring", "ps1m")
    if rule not in {"ps1m", "right_minus_wrong"}:
        notes.append(_("Moodle has no rule “%(rule)s”: there, wrong picks are subtracted.") % {"rule": rule})
    if rule == "ps1m":
        notes.append(_("Moodle does not limit how many options are picked."))


def _short(data: Data, form: str, notes: Notes) -> list[str]:
    _refuse_arrows([answer["text"] for answer in data["answers"]])
    return [
        f"\t=%{percent(Decimal(answer.get('fraction', '1')))}%{marked(answer['text'], form)}{_feedback(answer, form)}"
        for answer in data["answers"]
    ]


def _numeric(data: Data, form: str, notes: Notes) -> list[str]:
    if "tolerance_kind" in data:
        notes.append(_("The tolerance is written as a distance, as Moodle knows no other."))
    value = data["value"]
    return ["#", *(f"\t=%{percent(share)}%{value}:{number_text(near)}" for near, share in weights(data))]


def _matching(data: Data, form: str, notes: Notes) -> list[str]:
    if "scoring" in data:
        notes.append(_("Moodle gives every pair its share."))
    if any(pair.get("feedback") for pair in data["pairs"]):
        notes.append(_("The feedback on pairs is lost."))
    told = [(pair["left"], pair["right"]) for pair in data["pairs"]]
    told += [("", entry["text"]) for entry in data.get("distractors", [])]
    _refuse_arrows([right for _left, right in told])
    return [f"\t={marked(left, form, arrows=False)} -> {escape(right)}" for left, right in told]


def _refuse_arrows(texts: list[str]) -> None:
    if any("->" in text for text in texts):
        raise Refusal(_("GIFT takes “->” in an answer for the arrow of a pair."))


def _ordering(data: Data, form: str, notes: Notes) -> list[str]:
    texts = [item["text"] for item in data["items"]]
    if any(text.startswith("//") for text in texts):
        raise Refusal(_("GIFT takes an item that begins with // for a comment."))
    grading = GRADINGS[data.get("scoring", "adjacent")]
    return [f">{len(texts)} ALL VERTICAL {grading} SHOW none", *(f"\t{_item(text)}" for text in texts)]


def _written(_data: Data, _form: str, _notes: Notes) -> list[str]:
    return []


def _item(text: str) -> str:
    return "".join("\\" + letter if letter in "\\{}" else letter for letter in text)


Writer = Callable[[Data, str, Notes], list[str]]
WRITERS: dict[str, Writer] = {
    "sba": _sba,
    "multiple": _multiple,
    "short": _short,
    "numeric": _numeric,
    "matching": _matching,
    "ordering": _ordering,
    "written": _written,
}
