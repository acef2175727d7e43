"""Every question type, one module each, registered here and nowhere else."""

from typing import Any

from quizzes.types import multiple, sba
from quizzes.types.base import UNANSWERED, Definition, InvalidAnswer, Mark, QuestionType

__all__ = ["QUESTION_TYPES", "UNANSWERED", "Definition", "InvalidAnswer", "Mark", "QuestionType", "read", "type_of"]

QUESTION_TYPES: dict[str, QuestionType] = {module.NAME: module for module in (sba, multiple)}


def read(data: dict[str, Any]) -> Any:
    """Return the definition kept in ``data``; raise pydantic.ValidationError if it makes no question."""
    return QUESTION_TYPES[data["type"]].Definition.model_validate(data)


def type_of(definition: Definition) -> QuestionType:
    """Return the module of a definition's type."""
    return QUESTION_TYPES[definition.type]
