"""Closures that arrange a bank, a quiz, a student and a sitting through the services."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone

from courses.models import ModulePage
from quizzes.models import Attempt, Case, Question, QuizPage
from quizzes.services import attempts, bank
from tests.builders import kept_below
from tests.quizzes import data

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def own_media(settings, tmp_path):
    """Keep what a test hands in to itself; a module asks for it by ``usefixtures``."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def make_quiz(make_course, db):
    """Return a closure ``make_quiz(questions=2, cases=0, course=None, **fields) -> QuizPage``, unshuffled."""

    def make(questions: int = 2, cases: int = 0, course=None, items=None, **fields) -> QuizPage:
        course = course or make_course(lessons=1)
        module = ModulePage.objects.child_of(course).first()
        wanted = {"questions": questions, "cases": cases, "items": items, "fields": fields}
        if Question.objects.exists() or Case.objects.exists():
            return write_quiz(module, **wanted)
        return kept_below(module, lambda: write_quiz(module, **wanted), **wanted)

    return make


def write_quiz(module: ModulePage, questions: int, cases: int, items: list | None, fields: dict[str, Any]) -> QuizPage:
    """Write questions ``q1`` … and cases ``c1`` … into the bank and a quiz that asks them all, or the ``items``."""
    names = [f"q{n}" for n in range(1, questions + 1)]
    for name in names:
        bank.upsert_question(key=name, data=data.sba(name), at=NOON)
    for n in range(1, cases + 1):
        bank.upsert_case(key=f"c{n}", data=data.case(f"c{n}"), at=NOON)
    items = items or [{"question": name} for name in names] + [{"case": f"c{n}"} for n in range(1, cases + 1)]
    fields = {"title": "Check yourself", "slug": "check-yourself", "items": items} | fields
    fields = {"shuffle_questions": False, "shuffle_options": False} | fields
    return bank.upsert_quiz(module=module, data=fields, at=NOON)


@pytest.fixture
def sit(make_user, enrol, django_capture_on_commit_callbacks):
    """Return a closure ``sit(quiz, student=None, at=NOON) -> Attempt``: a student with a seat starts."""

    def start(quiz: QuizPage, student=None, at: datetime | None = None) -> Attempt:
        if student is None:
            student = make_user()
            enrol(student, quiz.course)
        return attempts.start(student=student, quiz=quiz, at=at or NOON)

    return start


@pytest.fixture
def sit_now(sit):
    """Return ``sit`` for the views, whose clock is the real one."""
    return lambda quiz, student=None: sit(quiz, student, timezone.now())


def student_of(attempt: Attempt):
    return attempt.enrolment.student


def option(attempt: Attempt, item: int, text: str) -> str:
    """The id of an option by its text."""
    definition = attempt.responses.get(item=item).definition
    return next(entry["id"] for entry in definition["options"] if entry["text"] == text)


def save(attempt: Attempt, item: int, answer, sequence: int = 1, at: datetime = NOON, student=None, **turn) -> Attempt:
    return attempts.save_answer(
        student=student or student_of(attempt),
        token=attempt.token,
        item=item,
        answer=answer,
        turn=attempts.Turn(sequence, **turn),
        at=at,
    )


def save_right(attempt: Attempt, *items: int, at: datetime = NOON) -> None:
    for item in items:
        save(attempt, item, option(attempt, item, "Familiar pain"), at=at)


def hand_in(attempt: Attempt, at: datetime = NOON) -> Attempt:
    return attempts.submit(student=student_of(attempt), token=attempt.token, at=at)


def reveal(attempt: Attempt, item: int, at: datetime = NOON) -> int:
    return attempts.reveal_next(student=student_of(attempt), token=attempt.token, item=item, at=at)
