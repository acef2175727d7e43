"""What is Moodle's own in a question of each type."""

from collections.abc import Callable
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Data, Notes
from quizzes.exchange.common.measured import weights
from quizzes.exchange.common.numbers import number_text
from quizzes.exchange.common.ordered import GRADINGS
from quizzes.exchange.common.texts import html_of_lines
from quizzes.exchange.common.weighted import costs_and_shares
from quizzes.exchange.gift.writing import note_sums, percent


def add_text(parent: Element, text: str) -> None:
    """Append a text as Moodle wraps it."""
    SubElement(parent, "text").text = text


def _answer(parent: Element, share: Decimal, text: str, feedback: str = "", **attributes: str) -> Element:
    answer = SubElement(parent, "answer", {"fraction": percent(share), **attributes})
    add_text(answer, text)
    add_text(SubElement(answer, "feedback", format="html"), html_of_lines(feedback))
    return answer


def _sba(question: Element, data: Data, notes: Notes) -> None:
    SubElement(question, "single").text = "true"
    for option in data["options"]:
        share = Decimal(1 if option.get("correct") else option.get("fraction", 0))
        _answer(question, share, html_of_lines(option["text"]), option.get("feedback", ""), format="html")


def _multiple(question: Element, data: Data, notes: Notes) -> None:
    note_sums(data, notes)
    right, wrong = costs_and_shares(data)
    SubElement(question, "single").text = "false"
    for option in data["options"]:
        share = right if option.get("correct") else wrong
        _answer(question, share, html_of_lines(option["text"]), option.get("feedback", ""), format="html")


def _short(question: Element, data: Data, notes: Notes) -> None:
    SubElement(question, "usecase").text = "1" if data.get("case_sensitive") else "0"
    for answer in data["answers"]:
        _answer(question, Decimal(answer.get("fraction", 1)), answer["text"], answer.get("feedback", ""))


def _numeric(question: Element, data: Data, notes: Notes) -> None:
    if "tolerance_kind" in data:
        notes.append(_("The tolerance is written as a distance, as Moodle knows no other."))
    for near, share in weights(data):
        SubElement(_answer(question, share, data["value"]), "tolerance").text = number_text(near)
    if "unit" in data:
        units = SubElement(question, "units")
        for name, factor in [(data["unit"], "1"), *((unit["name"], unit["factor"]) for unit in data.get("units", []))]:
            unit = SubElement(units, "unit")
            SubElement(unit, "multiplier").text = number_text(1 / Decimal(factor))
            SubElement(unit, "unit_name").text = name


def _matching(question: Element, data: Data, notes: Notes) -> None:
    if "scoring" in data:
        notes.append(_("Moodle gives every pair its share."))
    if any(pair.get("feedback") for pair in data["pairs"]):
        notes.append(_("The feedback on pairs is lost."))
    told = [(pair["left"], pair["right"]) for pair in data["pairs"]]
    for left, right in [*told, *(("", entry["text"]) for entry in data.get("distractors", []))]:
        pair = SubElement(question, "subquestion", format="html")
        add_text(pair, html_of_lines(left))
        add_text(SubElement(pair, "answer"), right)


def _ordering(question: Element, data: Data, notes: Notes) -> None:
    told = {"layouttype": "VERTICAL", "selecttype": "ALL", "selectcount": str(len(data["items"]))}
    for name, value in (
        told | {"gradingtype": GRADINGS[data.get("scoring", "adjacent")], "showgrading": "SHOW"}
    ).items():
        SubElement(question, name).text = value
    for place, item in enumerate(data["items"], 1):
        answer = SubElement(question, "answer", fraction=str(place), format="html")
        add_text(answer, html_of_lines(item["text"]))


def _gaps(question: Element, data: Data, notes: Notes) -> None:
    if "scoring" in data:
        notes.append(_("Moodle gives every gap its share."))
    for gap in data["gaps"]:
        if gap.get("choices") and [text for text in gap["choices"] if text in gap["answers"]] != gap["answers"]:
            notes.append(_("Of several right choices in a menu, another comes first."))


def _written(question: Element, data: Data, notes: Notes) -> None:
    told = {"responseformat": "editor", "responserequired": "1", "responsefieldlines": "15", "attachments": "0"}
    limits = {"minwordlimit": data.get("words_least"), "maxwordlimit": data.get("words_most")}
    for name, value in (told | {name: str(words) for name, words in limits.items() if words}).items():
        SubElement(question, name).text = value


Writer = Callable[[Element, Data, Notes], None]
WRITERS: dict[str, tuple[str, Writer]] = {
    "sba": ("multichoice", _sba),
    "multiple": ("multichoice", _multiple),
    "short": ("shortanswer", _short),
    "numeric": ("numerical", _numeric),
    "matching": ("matching", _matching),
    "ordering": ("ordering", _ordering),
    "gaps": ("cloze", _gaps),
    "written": ("essay", _written),
}
