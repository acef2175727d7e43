"""Marking an answer that a reader gives for themselves; nothing of it is kept."""

from django.http import QueryDict
from wagtail.models import Page

from quizzes.checking import Checked, check_shown
from quizzes.models import Question

BLOCK = "self_check"


def question_asked_by(page: Page, block_id: str) -> Question | None:
    """Return the live question that the live body of ``page`` really asks in the block ``block_id``."""
    blocks = getattr(page, "body", None)
    keys = [
        block["value"].get("question")
        for block in (blocks.raw_data if blocks is not None else ())
        if block["type"] == BLOCK and block.get("id") == block_id
    ]
    return Question.objects.filter(pk=keys[0], live=True).first() if keys else None


def check_answer(question: Question, data: QueryDict) -> Checked | None:
    """Mark the answer in a submitted form; ``None`` if the question is not complete."""
    shown = question.for_self_check()
    return check_shown(shown, data) if shown else None
