"""The comments before a question of GIFT: key and tags as Moodle reads them, and what it has no place for."""

from quizzes.exchange.common import essays
from quizzes.exchange.common.base import Data, Notes
from quizzes.exchange.common.extras import COMMON, extras_of, note_extras
from quizzes.exchange.gift.source import carry

#: What comments carry along for us alone, by type.
OWN = {
    "sba": ("scoring",),
    "multiple": ("scoring", "max_picks"),
    "matching": ("scoring",),
    "ordering": ("rationale",),
    "numeric": ("tolerance_kind", "tolerance", "bands", "unit", "units"),
    "short": ("case_sensitive", "accents_matter", "slips", "otherwise"),
    "written": ("words_least", "words_most", *essays.OWN),
}


def comments_of(data: Data, notes: Notes) -> list[str]:
    """Return the comments, without their slashes."""
    named = carry("id", data["key"]) + "".join(" " + carry("tag", tag) for tag in data.get("tags", []))
    own = {} if _is_told_by_shares(data) else extras_of(data, OWN.get(data["type"], ()))
    told = extras_of(data, COMMON) | own
    note_extras([name for name in told if name != "scoring"], notes)
    if data["type"] == "multiple":
        told |= {"scoring": data.get("scoring", "ps1m")}
    if data["type"] == "short":
        told |= {"accents_matter": told.get("accents_matter", "no")}
    return [named, *(carry(name, value) for name, value in told.items())]


def _is_told_by_shares(data: Data) -> bool:
    if data["type"] == "numeric":
        return not data.keys() & {"tolerance_kind", "unit", "units"}
    return data["type"] == "sba" and any(option.get("fraction", "0") not in {"0", "1"} for option in data["options"])
