"""Moodle's texts with gaps: cloze, whose gaps hold their answers, and the types that choose from a list."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Data, Notes, Refusal
from quizzes.exchange.common.extras import note_accents
from quizzes.exchange.common.gap_texts import split_stem, without_numbers
from quizzes.exchange.common.numbers import number_of
from quizzes.exchange.common.texts import (
    lines,
    looks_like_html,
    one_line,
    plain_from_html,
    rich_from_html,
)
from quizzes.exchange.common.xml_tree import Node
from quizzes.exchange.moodle.texts import form_of, source_of

GAP = re.compile(r"\{(\d*):([A-Z]+(?:_[A-Z]+)?):((?:[^\\}]++|\\.)*+)\}", re.DOTALL)
OPEN_GAP = re.compile(r"\{\d*:[A-Z_]+:")
LISTED = re.compile(r"\[\[(\d{1,2})\]\]")
OWN_STEM = re.compile(r'\s*<div class="stem">(.*?)</div>', re.DOTALL)
WEIGHT = re.compile(r"=|%(-?\d+(?:[.,]\d*)?)%", re.ASCII)
#: More would only be an attack on time: each that is not closed is read to the end.
MOST_GAPS = 100
TYPED = {"SHORTANSWER", "SA", "MW"}
TYPED_EXACTLY = {"SHORTANSWER_C", "SAC", "MWC"}
NUMBER = {"NUMERICAL", "NM"}
MENU = re.compile(r"(?:MULTICHOICE|MC)_?[VH]?S?")


@dataclass(frozen=True)
class _Choice:
    text: str
    group: str


def read_cloze(node: Node, carried: Mapping[str, str], notes: Notes) -> Data:
    """Return a gap fill out of a cloze question; raise Refusal for gaps that are no gaps of ours."""
    source = source_of(node.child("questiontext"))
    if len(OPEN_GAP.findall(source)) > MOST_GAPS:
        raise Refusal(_("It has more than %(n)d gaps.") % {"n": MOST_GAPS})
    found = list(GAP.finditer(source))
    pieces = [source[a:b] for a, b in _between(found, len(source))]
    if not found or any(OPEN_GAP.search(piece) for piece in pieces):
        raise Refusal(_("It has no gap.") if not found else _("One of its gaps is not closed."))
    gaps = [_gap(gap[2], gap[3], notes) for gap in found]
    if len({gap[1] or "1" for gap in found}) > 1:
        notes.append(_("Every gap earns the same share."))
    kinds = {gap[2] for gap in found}
    if kinds & TYPED and kinds & TYPED_EXACTLY:
        notes.append(_("Capitals matter in all gaps."))
    note_accents([text for gap in gaps if "choices" not in gap for text in gap["answers"]], carried, notes)
    told = {"type": "gaps", "gaps": gaps, "case_sensitive": bool(kinds & TYPED_EXACTLY)}
    return told | _stem_and_text(pieces, form_of(node.child("questiontext")), notes)


def _between(found: Sequence[re.Match[str]], end: int) -> list[tuple[int, int]]:
    starts = [0, *(gap.end() for gap in found)]
    return list(zip(starts, [*(gap.start() for gap in found), end], strict=True))


def _gap(kind: str, source: str, notes: Notes) -> Data:
    if not (kind in TYPED | TYPED_EXACTLY | NUMBER or MENU.fullmatch(kind)):
        raise Refusal(_("Gaps of the kind %(kind)s are not taken yet.") % {"kind": kind})
    told = [_alternative(part, notes) for part in re.split(r"(?<!\\)~", source) if part.strip()]
    answers = list(dict.fromkeys(text for text, share in told if share == 1))
    if not answers:
        raise Refusal(_("No answer of a gap earns the whole mark."))
    if kind in NUMBER:
        return {"answers": [_exact_number(text, notes) for text in answers]}
    if any(0 < share < 1 for _text, share in told):
        notes.append(_("Answers that earn a part of a gap's mark earn nothing."))
    if MENU.fullmatch(kind):
        return {"answers": answers, "choices": list(dict.fromkeys(text for text, _share in told))}
    return {"answers": answers}


def _alternative(source: str, notes: Notes) -> tuple[str, float]:
    weight = WEIGHT.match(source)
    told, *feedback = re.split(r"(?<!\\)(?<!&)#", source[weight.end() :] if weight else source, maxsplit=1)
    if any(feedback):
        notes.append(_("The feedback in gaps is lost."))
    text = one_line(plain_from_html(re.sub(r"\\([}#~/\"\\])", r"\1", told), notes, _("Gap")))
    if not weight:
        return text, 0
    return text, float(weight[1].replace(",", ".")) / 100 if weight[1] else 1


def _exact_number(text: str, notes: Notes) -> str:
    value, _colon, margin = text.partition(":")
    if margin.strip() and number_of(margin):
        raise Refusal(_("A gap takes numbers near %(value)s, which ours cannot.") % {"value": value})
    notes.append(_("Numbers in gaps are compared as text: %(value)s.") % {"value": value})
    return value.strip()


def read_menus(node: Node, _carried: Mapping[str, str], notes: Notes) -> Data:
    """Return a gap fill with menus out of a question whose gaps name entries of a list."""
    nodes = node.children("selectoption", "dragbox")
    listed = [_Choice(_listed_text(entry, notes), entry.text("group") or "1") for entry in nodes]
    source = source_of(node.child("questiontext"))
    found = list(LISTED.finditer(source))
    numbers = [int(gap[1]) for gap in found]
    if not found or any(not 1 <= number <= len(listed) for number in numbers):
        raise Refusal(_("It has no gap.") if not found else _("A gap names an entry that is not listed."))
    if any(entry.name == "dragbox" and not entry.children("infinite") for entry in nodes) and len(found) > 1:
        notes.append(_("A word may be chosen for several gaps."))
    rights = [listed[number - 1] for number in numbers]
    gaps = [
        {"answers": [right.text], "choices": list(dict.fromkeys(c.text for c in listed if c.group == right.group))}
        for right in rights
    ]
    pieces = [source[a:b] for a, b in _between(found, len(source))]
    return {"type": "gaps", "gaps": gaps} | _stem_and_text(pieces, form_of(node.child("questiontext")), notes)


def _listed_text(node: Node, notes: Notes) -> str:
    text = node.text("text")
    return one_line(plain_from_html(text, notes, _("Choice")) if looks_like_html(text) else text)


def _stem_and_text(pieces: list[str], form: str, notes: Notes) -> Data:
    """Join the pieces around the gaps; what stands in paragraphs before the first gap is the stem."""
    own = OWN_STEM.match(pieces[0])
    first = pieces[0][own.end() :] if own else pieces[0]
    told = [without_numbers(piece, notes) for piece in [first, *pieces[1:]]]
    source = told[0] + "".join(f"[{n}]{piece}" for n, piece in enumerate(told[1:], 1))
    if form == "plain_text":
        text = lines(source)
    else:
        text = plain_from_html(
            source.replace("\n", "<br>") if form == "moodle_auto_format" else source, notes, _("Text")
        )
    if own:
        return {"stem": rich_from_html(own[1], notes, _("Stem")), "text": text}
    return split_stem(text)
