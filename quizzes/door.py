"""The door of a quiz: what a student reads before, between and after attempts."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from courses.access_answer import Access
from quizzes.standing import standing

if TYPE_CHECKING:
    from quizzes.models import QuizPage


def door_context(quiz: "QuizPage", access: Access, at: datetime) -> dict[str, Any]:
    """Return the figures of the quiz and, for a student, the attempts so far."""
    attempts = list(quiz.attempts.filter(enrolment=access.enrolment).defer("paper")) if access.as_student else []
    return {
        "standing": standing(quiz, attempts, at),
        "may_sit": access.as_student,
        "question_count": count_items(quiz, "question"),
        "case_count": count_items(quiz, "case"),
    }


def count_items(quiz: "QuizPage", kind: str) -> int:
    """Count the items of a kind without fetching them from the bank."""
    return sum(item["type"] == kind for item in quiz.items.raw_data)
