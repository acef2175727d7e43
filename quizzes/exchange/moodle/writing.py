"""From questions to Moodle XML."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from django.utils.translation import gettext as _

from quizzes.exchange.common import essays
from quizzes.exchange.common.base import Data, Notes, Refusal
from quizzes.exchange.common.extras import COMMON, extras_of, note_extras
from quizzes.exchange.common.taking import written_items
from quizzes.exchange.common.texts import html_of
from quizzes.exchange.moodle.cloze_writing import cloze
from quizzes.exchange.moodle.type_writing import WRITERS, add_text

#: What elements named ``extra`` carry along for us alone, by type; Moodle passes over them.
OWN = {
    "sba": ("scoring",),
    "multiple": ("scoring", "max_picks"),
    "matching": ("scoring",),
    "numeric": ("tolerance_kind", "tolerance", "bands"),
    "short": ("accents_matter", "slips", "otherwise"),
    "gaps": ("scoring", "case_sensitive", "accents_matter", "slips"),
    "written": essays.OWN,
}


def write_quiz(questions: Iterable[Data], notes: Notes) -> bytes:
    """Return a file with all questions that Moodle can hold."""
    quiz = Element("quiz")
    quiz.extend([element for _data, element in written_items(questions, notes, write_question)])
    indent(quiz)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(quiz, encoding="utf-8") + b"\n"


def write_question(data: Data, notes: Notes) -> Element:
    """Return a question; raise Refusal for a type that Moodle lacks."""
    if data["type"] not in WRITERS:
        raise Refusal(_("Moodle XML has no questions of the type “%(type)s”.") % {"type": data["type"]})
    kind, write = WRITERS[data["type"]]
    question = Element("question", type=kind)
    add_text(SubElement(question, "name"), data["key"])
    stem = cloze(data) if kind == "cloze" else html_of(data["stem"])
    add_text(SubElement(question, "questiontext", format="html"), stem)
    add_text(SubElement(question, "generalfeedback", format="html"), html_of(data.get("rationale", "")))
    SubElement(question, "defaultgrade").text = "1"
    SubElement(question, "hidden").text = "0"
    SubElement(question, "idnumber").text = data["key"]
    write(question, data, notes)
    _tags(question, data)
    _extras(question, data, notes)
    return question


def _tags(question: Element, data: Data) -> None:
    if data.get("tags"):
        tags = SubElement(question, "tags")
        for tag in data["tags"]:
            add_text(SubElement(tags, "tag"), tag)


def _extras(question: Element, data: Data, notes: Notes) -> None:
    own = {} if _is_told_by_shares(data) else extras_of(data, OWN.get(data["type"], ()))
    told = extras_of(data, COMMON) | own
    note_extras([name for name in told if name not in {"scoring", "case_sensitive"}], notes)
    if data["type"] == "multiple":
        told |= {"scoring": data.get("scoring", "ps1m")}
    if data["type"] in {"short", "gaps"}:
        told |= {"accents_matter": told.get("accents_matter", "no")}
    for name, value in told.items():
        SubElement(question, "extra", name=name).text = value


def _is_told_by_shares(data: Data) -> bool:
    if data["type"] == "numeric":
        return "tolerance_kind" not in data
    return data["type"] == "sba" and any(option.get("fraction", "0") not in {"0", "1"} for option in data["options"])
