"""The door of a quiz: what a student reads before, between and after attempts."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from courses.access_answer import Access
from quizzes.allowance import NO_ALLOWANCE, Allowance, time_allowed
from quizzes.duration import in_words
from quizzes.standing import standing

if TYPE_CHECKING:
    from quizzes.models import QuizPage


@dataclass(frozen=True)
class OwnTime:
    """The length of a sitting in words, and how much of it is this student's alone."""

    allowed: str
    extra: str


def door_context(quiz: "QuizPage", access: Access, at: datetime) -> dict[str, Any]:
    """Return the figures of the quiz and, for a student, their own figures and the attempts so far."""
    has_seat = access.as_student and access.seat.pk is not None  # a preview's student has one only for show
    attempts = list(quiz.attempts.filter(enrolment=access.enrolment).defer("paper")) if has_seat else []
    allowance = quiz.allowance_of(access.seat.pk) if has_seat else NO_ALLOWANCE
    return {
        "standing": standing(quiz, attempts, at, allowance),
        "allowance": allowance,
        "own_time": own_time(quiz.time_limit, allowance),
        "may_sit": access.as_student,
        "question_count": count_items(quiz, "question") + count_drawn(quiz),
        "case_count": count_items(quiz, "case"),
    }


def own_time(limit: int | None, allowance: Allowance) -> OwnTime | None:
    """Return the student's time in words, nothing of a quiz without a limit."""
    allowed, regular = time_allowed(limit, allowance), time_allowed(limit, NO_ALLOWANCE)
    if allowed is None or regular is None:
        return None
    return OwnTime(in_words(allowed), in_words(allowed - regular))


def count_items(quiz: "QuizPage", kind: str) -> int:
    """Count the items of a kind without fetching them from the bank."""
    return sum(item["type"] == kind for item in quiz.items.raw_data)


def count_drawn(quiz: "QuizPage") -> int:
    """Count the questions that the draws ask for; the bank may hold fewer."""
    return sum(item["value"]["draw"] for item in quiz.items.raw_data if item["type"] == "draw")
