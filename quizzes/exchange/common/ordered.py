"""How Moodle's ordering questions are marked, and which of our rules that is."""

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Data, Notes

GRADINGS = {
    "adjacent": "RELATIVE_NEXT_EXCLUDE_LAST",
    "absolute": "ABSOLUTE_POSITION",
    "kendall": "RELATIVE_ALL_PREVIOUS_AND_NEXT",
    "longest_run": "LONGEST_CONTIGUOUS_SUBSET",
    "all_or_nothing": "ALL_OR_NOTHING",
}
SHORT = {"ABSOLUTE": "ABSOLUTE_POSITION", "ABS": "ABSOLUTE_POSITION", "RELATIVE": "RELATIVE_NEXT_EXCLUDE_LAST"} | {
    "REL": "RELATIVE_NEXT_EXCLUDE_LAST",
    "": "RELATIVE_NEXT_EXCLUDE_LAST",
}
NEAREST = {
    "RELATIVE_NEXT_INCLUDE_LAST": "adjacent",
    "RELATIVE_ONE_PREVIOUS_AND_NEXT": "adjacent",
    "LONGEST_ORDERED_SUBSET": "longest_run",
    "RELATIVE_TO_CORRECT": "absolute",
}
RULES = {grading: rule for rule, grading in GRADINGS.items()}


def put_in_order(texts: list[str], grading: str, notes: Notes) -> Data:
    """Return an ordering question; ``grading`` is Moodle's name of the rule."""
    wanted = SHORT.get(grading.upper(), grading.upper())
    rule = RULES.get(wanted) or NEAREST.get(wanted, "adjacent")
    if wanted not in RULES:
        notes.append(_("Moodle's “%(theirs)s” becomes “%(ours)s”.") % {"theirs": wanted, "ours": rule})
    return {"type": "ordering", "items": [{"text": text} for text in texts], "scoring": rule}
