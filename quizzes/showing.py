"""A question as templates show it: while answering, in review, in an editor's preview."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from quizzes.types import QUESTION_TYPES, Definition, InvalidAnswer, read, type_of


@dataclass(frozen=True)
class Shown:
    """A definition, the answer given to it so far, and the templates of its type."""

    definition: Definition
    answer: Any
    detail: Mapping[str, Any]
    answer_template: str
    review_template: str

    @property
    def answered(self) -> bool:
        """Whether anything was answered."""
        return bool(self.answer)


def show(data: dict[str, Any], answer: object = None) -> Shown:
    """Return the definition kept in ``data`` with ``answer``; an answer it does not take counts as none."""
    definition = read(data)
    kind = type_of(definition)
    try:
        response = kind.response(definition, answer)
    except InvalidAnswer:
        response = kind.response(definition, None)
    return Shown(
        definition=definition,
        answer=response,
        detail=kind.render(definition, response),
        answer_template=kind.ANSWER_TEMPLATE,
        review_template=kind.REVIEW_TEMPLATE,
    )


def in_settled_order(data: dict[str, Any], *, by: str = "") -> dict[str, Any]:
    """Return a definition's data laid down in an order that only ``by``, or else the stem, decides: one for all."""
    seed = hashlib.sha256((by or data["stem"]).encode()).digest()
    return QUESTION_TYPES[data["type"]].lay_down(data, Random(seed), shuffle=True)  # noqa: S311
