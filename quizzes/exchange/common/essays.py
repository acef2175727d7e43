"""Essays, which are written answers: other systems have no rubric, and neither has what comes from them."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Data, Notes

#: What a written answer has that no other system knows.
OWN = ("rubric", "model_answer", "markers", "blind", "tolerance")


def write_in(carried: Mapping[str, str], notes: Notes) -> Data:
    """Return a written answer; one without a rubric says that its author has something left to do."""
    if "rubric" not in carried:
        notes.append(_("It becomes a written answer without a rubric: write one before you use it."))
    return {"type": "written"}
