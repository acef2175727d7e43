"""From a question to an item of QTI."""

from collections.abc import Callable, Iterable, Mapping
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from quizzes.exchange.common import essays
from quizzes.exchange.common.base import Data, Notes, Refusal
from quizzes.exchange.common.extras import COMMON, extras_of, note_extras
from quizzes.exchange.common.markup import append_html
from quizzes.exchange.common.taking import name_of
from quizzes.exchange.common.texts import html_of
from quizzes.exchange.qti.choice_writing import write_choice, write_extended, write_matching, write_matrix, write_order
from quizzes.exchange.qti.declared import CARRIED
from quizzes.exchange.qti.entry_writing import write_essay, write_gaps, write_number, write_short
from quizzes.exchange.qti.feedback import RATIONALE
from quizzes.exchange.qti.names import Dialect
from quizzes.exchange.qti.pieces import Pieces

#: What outcomes carry along for us alone, by type.
OWN = {
    "sba": ("scoring",),
    "multiple": ("scoring", "max_picks"),
    "matrix": ("scoring",),
    "extended": ("scoring",),
    "matching": ("scoring",),
    "ordering": ("scoring",),
    "numeric": ("unit", "units"),
    "short": ("accents_matter", "slips", "otherwise"),
    "gaps": ("scoring", "case_sensitive", "accents_matter", "slips"),
    "written": ("words_least", "words_most", *(name for name in essays.OWN if name != "model_answer")),
}
#: Rules that QTI tells by itself, so that nobody needs to be warned.
TOLD = {"fractions", "ps1m", "all_or_nothing", "right_minus_wrong", "each"}
WRITERS: dict[str, Callable[[Data, Pieces, Notes], None]] = {
    "sba": write_choice,
    "multiple": write_choice,
    "matrix": write_matrix,
    "extended": write_extended,
    "matching": write_matching,
    "ordering": write_order,
    "numeric": write_number,
    "short": write_short,
    "gaps": write_gaps,
    "written": write_essay,
}


def identifier_of(data: Data) -> str:
    """Return the key as an identifier of QTI, which begins with no digit."""
    return data["key"] if data["key"][0].isalpha() else f"_{data['key']}"


def write_item(data: Data, dialect: Dialect, notes: Notes) -> Element:
    """Return an item; raise Refusal for a type that QTI has no interaction for."""
    if data["type"] not in WRITERS:
        raise Refusal(_("QTI has no questions of the type “%(type)s”.") % {"type": data["type"]})
    pieces = Pieces(dialect)
    append_html(pieces.block("stem"), html_of(data["stem"]))
    WRITERS[data["type"]](data, pieces, notes)
    for name, values in _carried(data, notes).items():
        pieces.outcome(CARRIED + name, "string", values)
    if data.get("rationale"):
        pieces.outcome(RATIONALE, "identifier", ["shown"], single=True)
        pieces.modal(RATIONALE, "shown", html_of(data["rationale"]))
    return pieces.item(identifier_of(data), name_of(data["stem"]))


def _carried(data: Data, notes: Notes) -> Mapping[str, Iterable[str]]:
    told = extras_of(data, COMMON) | extras_of(data, OWN[data["type"]])
    note_extras([name for name in told if name not in {"scoring", "unit", "case_sensitive"}], notes)
    if "scoring" in data and data["scoring"] not in TOLD:
        notes.append(_("QTI has no rule “%(rule)s”: other systems mark differently.") % {"rule": data["scoring"]})
    told |= _derived(data, notes)
    return {name: [value] for name, value in told.items()} | ({"tags": data["tags"]} if "tags" in data else {})


def _derived(data: Data, notes: Notes) -> dict[str, str]:
    """Return what tells our own items from others that look the same."""
    match data["type"]:
        case "multiple":
            return {"scoring": data.get("scoring", "ps1m")}
        case "ordering":
            if "scoring" not in data:
                notes.append(_("QTI has no rule “%(rule)s”: other systems mark differently.") % {"rule": "adjacent"})
            return {"scoring": data.get("scoring", "adjacent")}
        case "short":
            return {"accents_matter": "yes" if data.get("accents_matter") else "no"}
        case "gaps":
            return {"type": "gaps", "accents_matter": "yes" if data.get("accents_matter") else "no"}
        case "matching" | "extended" | "matrix":
            return {"type": data["type"]}
    return {}
