"""The way through a case: which stage follows which decision, and which stages a student's answers leave aside."""

from collections.abc import Mapping

from quizzes.paper import Branch, Decision, Item, Paper
from quizzes.types import UNANSWERED, Mark

END = 0


def following(item: Item, decision: Decision, mark: Mark, answer: object) -> Decision | None:
    """Return the stage that comes after ``decision`` was answered so; ``None`` at the end of the case.

    The first branch that fits decides; without one the next stage in order follows, also after a blank, and after what
    people have yet to mark.
    """
    for branch in decision.branches:
        if _fits(branch, mark, answer):
            return next((stage for stage in item.decisions if stage.item == branch.to), None)
    place = item.decisions.index(decision) + 1
    return item.decisions[place] if place < len(item.decisions) else None


def _fits(branch: Branch, mark: Mark, answer: object) -> bool:
    if not mark.answered:
        return False
    match branch.when:
        case "right":
            return mark.right
        case "partly":
            return mark.partly_right
        case "wrong":
            return mark.fraction == 0 and not mark.pending
    return branch.option == answer or (isinstance(answer, list) and branch.option in answer)


def route(item: Item, marks: Mapping[int, Mark], answers: Mapping[int, object]) -> tuple[Decision, ...]:
    """Return the stages that these answers lead through, in order; branches lead forwards only, so it ends."""
    way: list[Decision] = []
    stage: Decision | None = item.decisions[0]
    while stage is not None:
        way.append(stage)
        stage = following(item, stage, marks.get(stage.item, UNANSWERED), answers.get(stage.item))
    return tuple(way)


def left_aside(paper: Paper, marks: Mapping[int, Mark], answers: Mapping[int, object]) -> frozenset[int]:
    """Return the stages of all cases that these answers do not lead through."""
    ways = {stage.item for item in paper.items for stage in route(item, marks, answers)}
    return frozenset(decision.item for _item, decision in paper.decisions) - ways
