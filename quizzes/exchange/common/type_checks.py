"""What makes a question of each type, as far as a file can be judged before the type's own definition sees it."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Data, Refusal
from quizzes.exchange.common.limits import check_choice, check_different, check_limits, check_text


def check(data: Data) -> None:
    """Raise Refusal unless ``data``, in its one spelling, makes a question."""
    check_limits(data)
    if data["type"] in _CHECKS:
        _CHECKS[data["type"]](data)


def _check_keys(data: Data) -> None:
    keys = sum(bool(option.get("correct")) for option in data["options"])
    if not keys:
        raise Refusal(_("No option is marked as right."))
    if data["type"] == "sba" and keys > 1:
        raise Refusal(_("A single best answer has exactly one right option; here are %(n)d.") % {"n": keys})
    most = data.get("max_picks")
    if most is not None and most < keys:
        raise Refusal(_("Fewer options may be picked than are right."))
    if data["type"] == "key_feature" and most is None:
        raise Refusal(_("It does not say how many options may be picked."))
    _check_shares(data["options"])


def _check_shares(entries: list[Data]) -> None:
    shares = [Decimal(entry.get("fraction", "1")) for entry in entries]
    if not all(0 <= share <= 1 for share in shares):
        raise Refusal(_("A share of the mark is between 0 and 1."))


def _check_answers_are_options(data: Data) -> None:
    texts = {option["text"] for option in data["options"]}
    strange = [stem["answer"] for stem in data["stems"] if stem["answer"] not in texts]
    if strange:
        raise Refusal(_("“%(answer)s” is none of the options.") % {"answer": strange[0][:40]})


def _check_distractors(data: Data) -> None:
    rights = {pair["right"] for pair in data["pairs"]}
    check_different([*rights, *(entry["text"] for entry in data.get("distractors", []))])


def _check_kprim(data: Data) -> None:
    if data.get("scoring") == "kprim" and len(data["statements"]) != 4:
        raise Refusal(_("Kprim takes exactly four statements."))


def _check_number(data: Data) -> None:
    if "value" not in data:
        raise Refusal(_("It names no right value."))
    check_choice("tolerance_kind", data.get("tolerance_kind", "absolute"), ("absolute", "relative", "significant"))
    _check_shares(data.get("bands", []))
    if any(set(band) != {"tolerance", "fraction"} for band in data.get("bands", [])):
        raise Refusal(_("A band needs a tolerance and a share of the mark."))
    tolerance = Decimal(data.get("tolerance", "0"))
    if tolerance < 0 or any(Decimal(band["tolerance"]) < 0 for band in data.get("bands", [])):
        raise Refusal(_("A tolerance is not below 0."))
    if data.get("tolerance_kind") == "significant" and (tolerance < 1 or tolerance % 1):
        raise Refusal(_("Give the number of significant figures: 1, 2, 3, …"))
    if any(Decimal(unit.get("factor", "0")) <= 0 for unit in data.get("units", [])):
        raise Refusal(_("Every other unit needs a factor above 0."))
    if data.get("units") and not data.get("unit"):
        raise Refusal(_("Name the unit of the value first."))


def _check_answers(data: Data) -> None:
    _check_shares(data["answers"])
    check_choice("otherwise", data.get("otherwise", "wrong"), ("wrong", "marker"))
    _check_slips(data)


def _check_slips(data: Data) -> None:
    if not 0 <= data.get("slips", 0) <= 2:
        raise Refusal(_("At most two typing slips can be allowed."))


def _check_gaps(data: Data) -> None:
    numbers = sorted(int(number) for number in re.findall(r"\[(\d{1,2})\]", data.get("text", "")))
    if numbers != list(range(1, len(data["gaps"]) + 1)):
        raise Refusal(_("The text must hold [1], [2], … once for each gap."))
    _check_slips(data)
    for gap in data["gaps"]:
        for text in [*gap.get("answers", [""]), *gap.get("choices", [])]:
            check_text(text)
        if gap.get("choices") and not set(gap["answers"]) <= set(gap["choices"]):
            raise Refusal(_("An answer of a gap is none of its choices."))


def _check_panel(data: Data) -> None:
    if len(data.get("panel", [])) != 5 or min(data["panel"]) < 0 or not any(data["panel"]):
        raise Refusal(_("The panel needs five counts, one of them not 0."))
    if not data.get("hypothesis") or not data.get("finding"):
        raise Refusal(_("It needs a hypothesis and a finding."))


def _check_places(data: Data) -> None:
    if any(place.get("label") for place in data["targets"]):
        raise Refusal(_("A place of a body map has no label."))
    _check_keys(data | {"options": data["targets"]})


def _check_labels(data: Data) -> None:
    if any(place.get("correct") for place in data["targets"]):
        raise Refusal(_("A place to label is neither right nor wrong."))
    check_different([entry["text"] for entry in data.get("distractors", [])])


def _check_written(data: Data) -> None:
    least, most = data.get("words_least"), data.get("words_most")
    if least and most and least > most:
        raise Refusal(_("The least number of words is above the most."))
    _check_rubric(data)


def _check_upload(data: Data) -> None:
    if not (data.get("photos", True) or data.get("films") or data.get("documents")):
        raise Refusal(_("It takes neither photographs, films nor documents."))
    _check_rubric(data)


def _check_rubric(data: Data) -> None:
    check_choice(_("number of markers"), str(data.get("markers", 1)), ("1", "2"))
    if not 0 <= Decimal(data.get("tolerance", "0")) <= 1:
        raise Refusal(_("A share of the mark is between 0 and 1."))
    for criterion in data.get("rubric", []):
        _check_levels(criterion.get("levels", []))


def _check_levels(levels: list[Data]) -> None:
    points = [Decimal(level.get("points", "0")) for level in levels]
    if not 2 <= len(levels) <= 10:
        raise Refusal(_("Give a criterion two to ten levels."))
    if not all(0 <= number <= 100 for number in points) or not any(points):
        raise Refusal(_("A level earns 0 to 100 points, one of them more than 0."))
    for level in levels:
        check_text(level.get("name", ""))
    check_different([level["name"] for level in levels])


_CHECKS: Mapping[str, Callable[[Data], None]] = {
    "sba": _check_keys,
    "multiple": _check_keys,
    "key_feature": _check_keys,
    "extended": _check_answers_are_options,
    "matching": _check_distractors,
    "matrix": _check_kprim,
    "numeric": _check_number,
    "short": _check_answers,
    "gaps": _check_gaps,
    "concordance": _check_panel,
    "hotspot": _check_places,
    "label": _check_labels,
    "written": _check_written,
    "upload": _check_upload,
}
