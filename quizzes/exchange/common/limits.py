"""The limits of texts, lists and choices that every question keeps to, type by type."""

import re
from collections.abc import Collection, Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.exchange.common.base import Data, Refusal
from quizzes.exchange.common.texts import one_line

KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
LONGEST_TEXT = 300
LONGEST_OUTCOME = 200
DIFFICULTIES = ("easy", "medium", "hard")
#: What people call the lists of a question.
LIST_NAMES = {
    "options": gettext_lazy("options"),
    "statements": gettext_lazy("statements"),
    "stems": gettext_lazy("stems"),
    "pairs": gettext_lazy("pairs"),
    "distractors": gettext_lazy("distractors"),
    "items": gettext_lazy("items"),
    "bands": gettext_lazy("bands"),
    "units": gettext_lazy("units"),
    "answers": gettext_lazy("answers"),
    "gaps": gettext_lazy("gaps"),
    "rubric": gettext_lazy("criteria"),
    "targets": gettext_lazy("places"),
}
ROWS = ("each", "all_or_nothing")
#: The scoring rules of each type, the default first; types without a choice are not listed.
SCORINGS = {
    "sba": ("dichotomous", "fractions"),
    "multiple": ("ps1m", "all_or_nothing", "ps50", "right_minus_wrong", "ripkey", "ou"),
    "matrix": ("each", "kprim", "all_or_nothing"),
    "extended": ROWS,
    "matching": ROWS,
    "ordering": ("adjacent", "absolute", "kendall", "longest_run", "all_or_nothing"),
    "gaps": ROWS,
    "concordance": ("aggregate", "distance", "aggregate_distance"),
    "hotspot": ("ps1m", "all_or_nothing", "right_minus_wrong"),
    "label": ROWS,
}
#: The lists of each type, with the fewest and most entries, and the entries' fields that are texts of a line.
LISTS: dict[str, dict[str, tuple[int, int, tuple[str, ...]]]] = {
    "sba": {"options": (2, 12, ("text",))},
    "multiple": {"options": (2, 12, ("text",))},
    "matrix": {"statements": (2, 12, ("text",))},
    "extended": {"options": (6, 20, ("text",)), "stems": (1, 10, ("text", "answer"))},
    "matching": {"pairs": (2, 12, ("left", "right")), "distractors": (0, 100, ("text",))},
    "ordering": {"items": (2, 10, ("text",))},
    "numeric": {"bands": (0, 100, ()), "units": (0, 100, ("name",))},
    "short": {"answers": (1, 100, ("text",))},
    "gaps": {"gaps": (1, 100, ())},
    "key_feature": {"options": (2, 100, ("text",))},
    "concordance": {},
    "hotspot": {"targets": (2, 12, ("text",))},
    "label": {"targets": (2, 12, ("text", "label")), "distractors": (0, 100, ("text",))},
    "written": {"rubric": (0, 12, ("name",))},
    "upload": {"rubric": (0, 12, ("name",))},
}


def check_limits(data: Data) -> None:
    """Raise Refusal unless ``data`` keeps to the limits of its type, entry by entry."""
    if data.get("type") not in LISTS:
        raise Refusal(_("There is no type “%(type)s”.") % {"type": data.get("type", "")})
    if not data.get("stem"):
        raise Refusal(_("It has no stem."))
    if len(data.get("outcome", "")) > LONGEST_OUTCOME:
        raise Refusal(_("The outcome is longer than %(n)d characters.") % {"n": LONGEST_OUTCOME})
    check_choice(_("difficulty"), data.get("difficulty", "medium"), DIFFICULTIES)
    if "scoring" in data:
        check_choice(_("scoring"), data["scoring"], SCORINGS.get(data["type"], ()))
    for name, (fewest, most, fields) in LISTS[data["type"]].items():
        _check_list(name, data.get(name, []), fewest, most, fields)


def check_choice(name: str, value: Any, allowed: Collection[str]) -> None:
    """Raise Refusal unless ``value`` is one of those allowed."""
    if value not in allowed:
        raise Refusal(
            _("“%(value)s” is no %(name)s; there is %(allowed)s.")
            % {"value": value, "name": name, "allowed": ", ".join(allowed) or "–"}
        )


def _check_list(name: str, entries: list[Data], fewest: int, most: int, fields: tuple[str, ...]) -> None:
    if not fewest <= len(entries) <= most:
        raise Refusal(
            _("It takes %(fewest)d to %(most)d %(name)s; here are %(n)d.")
            % {"fewest": fewest, "most": most, "name": LIST_NAMES[name], "n": len(entries)}
        )
    for field in fields:
        for entry in entries:
            check_text(entry.get(field, ""))
    if fields:
        check_different([entry[fields[0]] for entry in entries])


def check_text(text: str) -> None:
    """Raise Refusal for an empty text and for one too long for an option."""
    if not text:
        raise Refusal(_("One of its options, pairs or answers has no text."))
    if len(text) > LONGEST_TEXT:
        raise Refusal(
            _("This text is longer than %(n)d characters: “%(text)s …”") % {"n": LONGEST_TEXT, "text": text[:40]}
        )


def check_different(texts: Iterable[str]) -> None:
    """Raise Refusal if two texts are the same but for case and space."""
    seen = set()
    for text in texts:
        if (folded := one_line(text).casefold()) in seen:
            raise Refusal(_("This stands there twice: “%(text)s”.") % {"text": text[:40]})
        seen.add(folded)
