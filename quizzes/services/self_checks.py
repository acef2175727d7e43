"""Marking an answer that a reader gives for themselves; nothing of it is kept."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _
from wagtail.models import Page

from quizzes.models import Question
from quizzes.showing import Shown, show
from quizzes.types import InvalidAnswer, Mark, type_of

BLOCK = "self_check"


@dataclass(frozen=True)
class Checked:
    """What came of an answer: ``mark`` is there once it could be marked; ``error`` says in words why not."""

    shown: Shown
    mark: Mark | None = None
    error: str = ""


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


def check_shown(shown: Shown, data: QueryDict) -> Checked:
    """Mark the answer in a submitted form to a question as it was shown."""
    kind = type_of(shown.definition)
    try:
        response = kind.from_form(shown.definition, data)
    except InvalidAnswer as error:
        return Checked(shown, error=str(error))
    if not response:
        return Checked(shown, error=_("Answer first."))
    answered = show(shown.definition.model_dump(mode="json"), response)
    return Checked(answered, mark=kind.mark(shown.definition, response))
