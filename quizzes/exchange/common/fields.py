"""The fields of a question in a file, and the one spelling of what stands in each."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Data, Refusal
from quizzes.exchange.common.limits import LISTS, SCORINGS
from quizzes.exchange.common.numbers import plain_number
from quizzes.exchange.common.texts import lines, one_line, rich_source

Cleaner = Callable[[Any], Any]


def says_nothing(value: Any) -> bool:
    """Whether a value is as good as none."""
    return value is None or value is False or value in ("", [], {})


def tells(value: Any, default: Any) -> bool:
    """Whether a value says more than leaving it out would; "no" does where "yes" is what is meant."""
    return value != default and (not says_nothing(value) or (value is False and default is True))


def _flag(value: Any) -> bool:
    told = str(value).strip().lower()
    if told not in YES | NO:
        raise Refusal(_("“%(value)s” is neither yes nor no.") % {"value": str(value)[:40]})
    return told in YES


def _count(value: Any) -> int:
    try:
        return int(plain_number(value))
    except ValueError as error:
        raise Refusal(_("“%(value)s” is not a whole number.") % {"value": str(value)[:40]}) from error


def _text(value: Any) -> str:
    return one_line(str(value))


def _lines(value: Any) -> str:
    return lines(str(value))


def _rich(value: Any) -> str:
    return rich_source(str(value))


def _texts(value: Any) -> list[str]:
    return [text for entry in value if (text := one_line(str(entry)))]


def _panel(value: Any) -> list[int]:
    return [_count(entry) for entry in value]


def _parts(**cleaners: Cleaner) -> Cleaner:
    def clean(part: Mapping[str, Any]) -> Data:
        if unknown := sorted(set(part) - set(cleaners)):
            raise Refusal(_("There is no %(names)s.") % {"names": ", ".join(unknown)})
        told = {name: cleaners[name](part[name]) for name in cleaners if part.get(name) is not None}
        return {name: value for name, value in told.items() if not says_nothing(value)}

    return lambda parts: [clean(part) for part in parts]


def _levels(parts: Any) -> list[Data]:
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        raise Refusal(_("What the file says of %(name)s cannot be read.") % {"name": "levels"})
    return _parts(name=_text, points=plain_number, description=_lines)(parts)


def _answers(parts: Any) -> list[Data]:
    told = _parts(text=_text, fraction=plain_number, feedback=_lines)(parts)
    return [{name: value for name, value in part.items() if (name, value) != ("fraction", "1")} for part in told]


DEFAULTS = {
    "difficulty": "medium",
    "tolerance": "0",
    "tolerance_kind": "absolute",
    "slips": 0,
    "otherwise": "wrong",
    "markers": 1,
    "format": "menu",
    "view": "front",
    "photos": True,
    "most_files": 1,
    "most_megabytes": 20,
}
#: Where a field of a type stands for something else if nobody names it.
TYPE_DEFAULTS = {"written": {"tolerance": "0.2"}, "upload": {"tolerance": "0.2"}}
YES, NO = {"1", "true", "yes", "y", "x"}, {"0", "false", "no", "n", ""}
COMMON = ("key", "type", "stem", "rationale", "references", "outcome", "difficulty", "tags")
SPELLING = ("case_sensitive", "accents_matter", "slips")
BY_PEOPLE = ("model_answer", "markers", "blind", "tolerance")
#: The fields of a type besides the common ones, its lists and its scoring.
OWN = {
    "multiple": ("max_picks",),
    "numeric": ("value", "tolerance", "tolerance_kind", "unit"),
    "short": (*SPELLING, "otherwise"),
    "gaps": ("text", *SPELLING),
    "key_feature": ("format", "max_picks"),
    "concordance": ("hypothesis", "finding", "panel"),
    "hotspot": ("view", "max_picks"),
    "label": ("view",),
    "written": ("words_least", "words_most", *BY_PEOPLE),
    "upload": ("instruction", "photos", "films", "documents", "most_files", "most_megabytes", *BY_PEOPLE),
}
OPTION_FIELDS = {
    "sba": {"text", "correct", "feedback", "fraction"},
    "multiple": {"text", "correct", "feedback"},
    "extended": {"text"},
    "key_feature": {"text", "correct", "feedback", "harmful", "also"},
}
CLEANERS: dict[str, Cleaner] = {
    "key": _text,
    "type": _text,
    "stem": _rich,
    "text": _lines,
    "hypothesis": _lines,
    "finding": _lines,
    "panel": _panel,
    "options": _parts(text=_text, correct=_flag, harmful=_flag, also=_texts, feedback=_lines, fraction=plain_number),
    "statements": _parts(text=_text, is_true=_flag, feedback=_lines),
    "stems": _parts(text=_text, answer=_text, feedback=_lines),
    "pairs": _parts(left=_text, right=_text, feedback=_lines),
    "distractors": _parts(text=_text),
    "items": _parts(text=_text),
    "value": plain_number,
    "tolerance": plain_number,
    "tolerance_kind": _text,
    "bands": _parts(tolerance=plain_number, fraction=plain_number),
    "unit": _text,
    "units": _parts(name=_text, factor=plain_number),
    "answers": _answers,
    "gaps": _parts(answers=_texts, choices=_texts),
    "case_sensitive": _flag,
    "accents_matter": _flag,
    "slips": _count,
    "otherwise": _text,
    "format": _text,
    "scoring": _text,
    "max_picks": _count,
    "words_least": _count,
    "words_most": _count,
    "rubric": _parts(name=_text, description=_lines, levels=_levels),
    "view": _text,
    "targets": _parts(
        text=_text,
        label=_text,
        correct=_flag,
        muscle=_text,
        point=_text,
        region=_text,
        x=plain_number,
        y=plain_number,
        radius=plain_number,
        corners=_text,
        feedback=_lines,
    ),
    "instruction": _lines,
    "photos": _flag,
    "films": _flag,
    "documents": _flag,
    "most_files": _count,
    "most_megabytes": _count,
    "model_answer": _lines,
    "markers": _count,
    "blind": _flag,
    "rationale": _rich,
    "references": _rich,
    "outcome": _text,
    "difficulty": _text,
    "tags": _texts,
}


def fields_of(kind: str) -> set[str]:
    """Return the names of the fields that a type has."""
    scoring = {"scoring"} if kind in SCORINGS else set()
    return {*COMMON, *OWN.get(kind, ()), *LISTS.get(kind, {})} | scoring
