"""From numbers that earn shares of the mark to a numeric question, and back."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Data, Notes, Refusal
from quizzes.exchange.common.numbers import number_of, number_text
from quizzes.exchange.common.weighted import ONE, ZERO, Answer


def type_number(answers: Sequence[Answer], notes: Notes) -> Data:
    """Return a numeric question: the value that earns everything, and wider tolerances that earn a part."""
    told = [answer for answer in answers if answer.text.strip() not in {"*", ""}]
    full = [answer for answer in told if answer.share >= ONE]
    values = {number_of(answer.text) for answer in full}
    if len(values) != 1:
        raise Refusal(_("No number earns the whole mark.") if not values else _("Several numbers are right."))
    if any(answer.feedback for answer in answers):
        notes.append(_("The feedback on single answers is lost."))
    value, tolerance = values.pop(), max(answer.tolerance for answer in full)
    bands = _bands([answer for answer in told if 0 < answer.share < ONE], value, tolerance, notes)
    return {
        "type": "numeric",
        "value": number_text(value),
        "tolerance": number_text(tolerance),
        "bands": [{"tolerance": number_text(width), "fraction": number_text(share)} for width, share in bands.items()],
    }


def _bands(answers: Sequence[Answer], value: Decimal, tolerance: Decimal, notes: Notes) -> dict[Decimal, Decimal]:
    found: dict[Decimal, Decimal] = {}
    for answer in answers:
        if number_of(answer.text) == value and answer.tolerance > tolerance:
            found[answer.tolerance] = max(answer.share, found.get(answer.tolerance, ZERO))
        else:
            notes.append(_("Left out is what %(text)s earns: it is no wider tolerance.") % {"text": answer.text})
    return found


def absolute(data: Data, tolerance: str) -> Decimal:
    """Return a tolerance of a numeric question as a distance from its value.

    For n significant figures that is half a unit of the last: ½ · 10^(⌊log₁₀|v|⌋ − n + 1).
    """
    value, told = Decimal(data["value"]), Decimal(tolerance)
    match data.get("tolerance_kind"):
        case "relative":
            return abs(value) * told
        case "significant":
            return Decimal(5).scaleb(value.adjusted() - int(told)) if value else ZERO
    return told


def weights(data: Data) -> list[tuple[Decimal, Decimal]]:
    """Return the tolerances of a numeric question as distances, with what each earns, the whole mark first."""
    bands = [(absolute(data, band["tolerance"]), Decimal(band["fraction"])) for band in data.get("bands", [])]
    return [(absolute(data, data.get("tolerance", "0")), ONE), *bands]
