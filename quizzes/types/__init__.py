"""Every question type: a folder each, named here and nowhere else.

A folder holds the rules (``__init__.py``, of the shape ``base.QuestionType``), what an editor fills in (``block.py``)
and how it is asked and reviewed (``answer.html``, ``review.html``).
"""

from importlib import import_module
from typing import Any, cast

from quizzes.types.base import UNANSWERED, Definition, InvalidAnswer, Mark, QuestionType

__all__ = ["QUESTION_TYPES", "UNANSWERED", "Definition", "InvalidAnswer", "Mark", "QuestionType", "read", "type_of"]

NAMES = (
    "sba",
    "multiple",
    "matrix",
    "extended",
    "matching",
    "ordering",
    "numeric",
    "short",
    "gaps",
    "key_feature",
    "concordance",
    "hotspot",
    "label",
    "written",
    "upload",
)

QUESTION_TYPES: dict[str, QuestionType] = {
    name: cast(QuestionType, import_module(f"quizzes.types.{name}")) for name in NAMES
}


def read(data: dict[str, Any]) -> Any:
    """Return the definition kept in ``data``; raise pydantic.ValidationError if it makes no question."""
    return QUESTION_TYPES[data["type"]].Definition.model_validate(data)


def type_of(definition: Definition) -> QuestionType:
    """Return the module of a definition's type."""
    return QUESTION_TYPES[definition.type]
