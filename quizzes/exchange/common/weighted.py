"""From answers that earn shares of the mark, as GIFT, Moodle XML and QTI have them, to our types."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Data, Notes, Refusal
from quizzes.exchange.common.numbers import number_text
from quizzes.exchange.common.texts import one_line

#: Files tell thirds with five digits or so.
NEAR = Decimal("0.0005")
ONE = Decimal(1)
ZERO = Decimal(0)


@dataclass(frozen=True)
class Answer:
    """An answer and the share of the mark that it earns: 1 is all, below 0 costs marks."""

    text: str
    share: Decimal
    feedback: str = ""
    tolerance: Decimal = ZERO


def is_near(one: Decimal, other: Decimal) -> bool:
    """Whether two shares are the same but for how files round."""
    return abs(one - other) <= NEAR


def pick_one(answers: Sequence[Answer], notes: Notes) -> Data:
    """Return a single best answer; raise Refusal unless exactly one answer earns everything."""
    keys = [answer for answer in answers if answer.share >= ONE]
    if not keys:
        raise Refusal(_("No answer earns the whole mark."))
    if len(keys) > 1:
        raise Refusal(_("Several answers earn the whole mark, but only one may be picked."))
    if any(answer.share < 0 for answer in answers):
        notes.append(_("Wrong options that cost marks earn nothing instead."))
    partly = any(0 < answer.share < ONE for answer in answers)
    options = [_option(answer, answer is keys[0]) for answer in answers]
    if not partly:
        return {"type": "sba", "options": options}
    for option, answer in zip(options, answers, strict=True):
        option["fraction"] = "1" if answer is keys[0] else number_text(max(answer.share, ZERO))
    return {"type": "sba", "options": options, "scoring": "fractions"}


def pick_several(answers: Sequence[Answer], notes: Notes, rule: str = "", most: int = 0) -> Data:
    """Return a multiple response; ``rule`` is the scoring if the file names it, else the nearest one is found.

    ``most`` is how many options the file lets one pick, 0 if it does not say.
    """
    keys = [answer for answer in answers if answer.share > 0]
    data = {"type": "multiple", "options": [_option(answer, answer.share > 0) for answer in answers]}
    if rule or not keys:
        return data | {"scoring": rule or "ps1m"}
    each = ONE / len(keys)
    if not all(is_near(key.share, each) for key in keys):
        notes.append(_("Every right option earns the same share."))
    costs = [answer.share for answer in answers if answer.share <= 0]
    if not any(costs):
        if len(keys) < len(answers) and most != len(keys):
            notes.append(_("No more options can be picked than are right."))
        return data | {"scoring": "ps1m"}
    if not all(is_near(cost, -each) for cost in costs):
        notes.append(_("Every wrong option costs as much as a right one earns."))
    return data | {"scoring": "right_minus_wrong"}


def costs_and_shares(data: Data, decimals: int = 7) -> tuple[Decimal, Decimal]:
    """Return what a right and a wrong pick earn in a multiple response where only sums can be told.

    Seven decimals are those of Moodle's 33.33333 %.
    """
    each = round(ONE / sum(bool(option.get("correct")) for option in data["options"]), decimals)
    return each, ZERO if data.get("scoring", "ps1m") == "ps1m" else -each


def type_in(answers: Iterable[Answer], notes: Notes) -> Data:
    """Return a short answer; of answers that say the same the first stays."""
    best: dict[str, Answer] = {}
    for answer in answers:
        share = min(max(answer.share, ZERO), ONE)
        folded = one_line(answer.text).casefold()
        if folded in best:
            notes.append(_("The answer “%(text)s” stands there twice: the first stays.") % {"text": answer.text})
        else:
            best[folded] = Answer(answer.text, share, answer.feedback)
    told = [{"text": a.text, "fraction": number_text(a.share), "feedback": a.feedback} for a in best.values()]
    return {"type": "short", "answers": told}


def match_up(pairs: Iterable[tuple[str, str]], notes: Notes) -> Data:
    """Return matching pairs; those without a left side are distractors."""
    told = list(pairs)
    whole = [{"left": left, "right": right} for left, right in told if left]
    rights = {pair["right"] for pair in whole}
    others = list(dict.fromkeys(right for left, right in told if not left))
    if dropped := [right for right in others if right in rights]:
        notes.append(_("No distractor, since it is right for a pair: %(texts)s.") % {"texts": ", ".join(dropped)})
    distractors = [{"text": right} for right in others if right not in rights]
    return {"type": "matching", "pairs": whole, "distractors": distractors}


def _option(answer: Answer, correct: bool) -> Data:
    return {"text": answer.text, "correct": correct, "feedback": answer.feedback}
