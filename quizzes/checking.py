"""Marking an answer to a question as it is shown, for whoever only wants to know; nothing is kept."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from quizzes.showing import Shown, show
from quizzes.types import InvalidAnswer, Mark, type_of


@dataclass(frozen=True)
class Checked:
    """What came of an answer: ``mark`` is there once it could be marked; ``error`` says in words why not."""

    shown: Shown
    mark: Mark | None = None
    error: str = ""


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
