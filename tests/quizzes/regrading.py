"""Arranging a question whose key was wrong, and the acts about it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from quizzes.models import Attempt, Question, Regrade, Response
from quizzes.remedies import Remedy
from quizzes.services import bank
from quizzes.services.regrade_preview import Preview, preview_regrade
from quizzes.services.regrade_undoing import undo_regrade
from quizzes.services.regrading import apply_regrade, fingerprint_of
from tests.quizzes import data
from tests.quizzes.conftest import NOON

LATER = NOON + timedelta(days=1)
MARKS = ("score", "passed", "critical_failure")
KEPT = ("pk", "fraction", "mark", "remedy", "regrade_id", "answer")


def correct(key: str = "q1", right: str = "A twitch", **more: Any) -> Question:
    """Publish the question with another option as its key."""
    told = data.sba(key)
    options = [
        {name: value for name, value in option.items() if name != "correct"}
        | ({"correct": True} if option["text"] == right else {})
        for option in told["options"]
    ]
    return bank.upsert_question(key=key, data=told | {"options": options} | more, at=LATER)


def old_revisions(question: Question) -> list[int | None]:
    found = Response.objects.filter(question=question.pk).order_by().values_list("revision_id", flat=True).distinct()
    return [revision for revision in found if revision != question.live_revision_id]


def preview(question: Question, remedy: str, revisions: Iterable | None = None) -> Preview:
    scope = old_revisions(question) if revisions is None else list(revisions)
    return preview_regrade(question=question, remedy=Remedy(remedy), revisions=scope)


def regrade(question: Question, remedy: str, actor, revisions: Iterable | None = None, at=LATER) -> Regrade:
    scope = old_revisions(question) if revisions is None else list(revisions)
    fingerprint = fingerprint_of(question, Remedy(remedy), scope)
    return apply_regrade(
        question=question,
        remedy=Remedy(remedy),
        revisions=scope,
        fingerprint=fingerprint,
        reason="The key was wrong.",
        actor=actor,
        at=at,
    )


def undo(act: Regrade, actor, at=LATER + timedelta(days=1)) -> Regrade:
    return undo_regrade(regrade=act, reason="It was right after all.", actor=actor, at=at)


def rows() -> tuple[list, list]:
    """Everything that a regrade may change in attempts and responses."""
    attempts = list(Attempt.objects.order_by("pk").values_list("pk", "state", *MARKS))
    return attempts, list(Response.objects.order_by("pk").values_list(*KEPT))


def result(attempt: Attempt) -> tuple:
    attempt.refresh_from_db()
    return (attempt.percent, attempt.passed)
