"""A decision as its author tries it out while writing it: answered, marked, told what it lacks; nothing is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from quizzes.advice import advice_on
from quizzes.checking import Checked, check_shown
from quizzes.showing import Shown, in_settled_order, show
from quizzes.types import read
from quizzes.types.authoring import AnswerBlock, by_place

#: The field of a form that says which decision is answered.
FIELD = "try"


@dataclass(frozen=True)
class Trial:
    """A decision, by its number on the page; ``missing`` says in sentences why there is nothing to show yet."""

    number: int = 1
    shown: Shown | None = None
    checked: Checked | None = None
    missing: tuple[str, ...] = ()

    @property
    def advice(self) -> list[str]:
        """What weakens it."""
        return advice_on(self.shown.definition) if self.shown else []


def try_out(
    block: AnswerBlock, data: Mapping[str, Any], given: QueryDict | None, *, laid_by: str, number: int = 1
) -> Trial:
    """Return what comes of ``data``, as ``block`` wrote them, and of the answer ``given`` to it, if any.

    The parts lie in an order that ``laid_by`` decides, so that they stay where they are while words are changed.
    """
    placed = by_place(data)
    if missing := tuple(_lacking(block, placed)):
        return Trial(number, missing=missing)
    shown = show(in_settled_order(read(placed).model_dump(mode="json"), by=laid_by))
    answered = given is not None and given.get(FIELD) == str(number)
    return Trial(number, shown, check_shown(shown, given) if answered and given is not None else None)


def _lacking(block: AnswerBlock, data: Mapping[str, Any]) -> list[str]:
    stem = data["stem"]
    has_stem = strip_tags(stem).strip() or "<img" in stem
    return ([] if has_stem else [_("The stem is still empty.")]) + block.faults_in(data)
