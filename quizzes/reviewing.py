"""The review of a marked attempt: what the student may see of it, and the words and figures to teach with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal as Number
from typing import Any

from quizzes.marked import Marked, feedback
from quizzes.models import Attempt, Response, Script
from quizzes.paper import Decision, Item, Policy
from quizzes.remedies import Remedy
from quizzes.showing import Shown, show
from quizzes.standing import Standing

NOTHING = Policy(marks=False, right_answers=False, explanations=False)


@dataclass(frozen=True)
class ReviewedDecision:
    """One decision as answered and marked; ``outcome`` is right, partly, wrong, unanswered or waiting."""

    decision: Decision
    response: Response
    shown: Shown
    feedback: tuple[Marked, ...] = ()

    @property
    def outcome(self) -> str:
        """How the answer fared, in a word for templates."""
        if not self.response.answered:
            return "unanswered"
        if self.response.fraction is None:
            return "waiting"
        if self.response.fraction == 1:
            return "right"
        return "partly" if self.response.fraction else "wrong"

    @property
    def mark(self) -> Number:
        """The marks earned by this decision, with two decimal places at most."""
        return plain(self.response.mark or Number(0))

    @property
    def is_dropped(self) -> bool:
        """Whether the question was dropped because its key was wrong."""
        return self.response.remedy == Remedy.DROP

    @property
    def failed_the_case(self) -> bool:
        """A critical decision that was not right; a dropped one fails nothing, one that waits for a marker not yet."""
        return (
            self.decision.critical and self.response.fraction != 1 and not self.is_dropped and self.outcome != "waiting"
        )


@dataclass(frozen=True)
class ReviewedItem:
    """One question or case with its decisions and the marks kept for them."""

    item: Item
    decisions: tuple[ReviewedDecision, ...]

    @property
    def earned(self) -> Number:
        """The marks earned, with two decimal places at most."""
        return plain(sum((entry.response.mark or Number(0) for entry in self.decisions), Number(0)))

    @property
    def available(self) -> Number:
        """The marks there were; what was dropped leaves them."""
        counted = sum(not entry.is_dropped for entry in self.decisions)
        return plain(self.item.marks * counted / len(self.decisions))

    @property
    def failed(self) -> bool:
        """A case lost on a critical decision."""
        return any(entry.failed_the_case for entry in self.decisions)


def reviewed_items(
    attempt: Attempt, responses: Iterable[Response], scripts: Iterable[Script] = ()
) -> list[ReviewedItem]:
    """Return the paper with answers, marks and what markers said, in the student's order.

    Stages off the way are left out; while others wait for a marker, they are those with neither answer nor mark.
    """
    said = {script.response.item: tuple(feedback(script)) for script in scripts}
    by_item = {response.item: response for response in responses}
    return [
        ReviewedItem(
            item,
            tuple(
                _reviewed(decision, by_item[decision.item], said)
                for decision in item.decisions
                if not _is_aside(attempt, by_item[decision.item])
            ),
        )
        for item in attempt.frozen_paper.items
    ]


def _is_aside(attempt: Attempt, response: Response) -> bool:
    if attempt.state == Attempt.State.MARKED:
        return response.fraction is None
    return attempt.is_waiting and response.fraction is None and not response.answered


def _reviewed(decision: Decision, response: Response, said: Mapping[int, tuple[Marked, ...]]) -> ReviewedDecision:
    shown = show(response.definition, response.answer)
    return ReviewedDecision(decision, response, shown, said.get(decision.item, ()))


def may_see(policy: Policy, standing: Standing) -> Policy:
    """Return what of the feedback is open now: all that the policy grants, or nothing until its moment has come."""
    if policy.when == "after_last" and not (standing.passed or standing.exhausted):
        return NOTHING
    return policy


def review_context(
    attempt: Attempt, responses: Iterable[Response], see: Policy, scripts: Iterable[Script] = ()
) -> dict[str, Any]:
    """Return the context of a review that shows what ``see`` grants; ``scripts`` bring what markers said."""
    items = reviewed_items(attempt, responses, scripts)
    return {
        "attempt": attempt,
        "see": see,
        "sees_anything": see.marks or see.right_answers or see.explanations,
        "items": items,
        "earned": plain(sum((item.earned for item in items), Number(0))),
        "available": plain(sum((item.available for item in items), Number(0))),
        "failed_cases": [item for item in items if item.failed],
        "waiting": [entry for item in items for entry in item.decisions if entry.outcome == "waiting"],
    }


def plain(number: Number) -> Number:
    """Return a number with at most two decimal places and no trailing zeros."""
    rounded = round(number, 2).normalize()
    return rounded.quantize(Number(1)) if rounded == rounded.to_integral() else rounded
