"""The one spelling of a question: fields in order, defaults left out, texts and numbers cleaned."""

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Data, Refusal
from quizzes.exchange.common.fields import (
    CLEANERS,
    DEFAULTS,
    OPTION_FIELDS,
    TYPE_DEFAULTS,
    fields_of,
    says_nothing,
    tells,
)
from quizzes.exchange.common.limits import LISTS, SCORINGS
from quizzes.exchange.common.type_checks import check


def tidy(data: Data) -> Data:
    """Return ``data`` in its one spelling; raise Refusal for a value that makes none."""
    kind = data.get("type", "")
    if data.get("picture"):
        raise Refusal(_("It asks on a picture of the academy’s own, which no file of questions holds."))
    told = {name: CLEANERS[name](data[name]) for name in CLEANERS if data.get(name) is not None}
    _check_options(told, kind)
    if kind == "sba":
        told["options"] = [_share(option, told.get("scoring")) for option in told.get("options", [])]
    defaults = DEFAULTS | {"scoring": SCORINGS.get(kind, ("",))[0]} | TYPE_DEFAULTS.get(kind, {})
    unknown = sorted(name for name in data.keys() - fields_of(kind) if not says_nothing(data[name]))
    if kind in LISTS and unknown:
        raise Refusal(_("%(type)s has no %(names)s.") % {"type": kind, "names": ", ".join(unknown)})
    return {name: value for name, value in told.items() if tells(value, defaults.get(name))}


def checked(data: Data) -> Data:
    """Return ``data`` in its one spelling; raise Refusal unless it keeps to the limits of its type."""
    told = tidy(data)
    check(told)
    return told


def _check_options(told: Data, kind: str) -> None:
    for option in told.get("options", []):
        if strange := sorted(set(option) - OPTION_FIELDS.get(kind, set())):
            raise Refusal(_("An option of %(type)s has no %(names)s.") % {"type": kind, "names": ", ".join(strange)})


def _share(option: Data, scoring: str | None) -> Data:
    rest = {name: value for name, value in option.items() if name != "fraction"}
    if scoring != "fractions":
        return rest
    return rest | {"fraction": option.get("fraction", "1" if option.get("correct") else "0")}
