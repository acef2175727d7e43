"""Writing questions of the bank to a file of another system's format."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from quizzes.exchange import Written, write
from quizzes.models import Question
from quizzes.services.kept_questions import held


@dataclass(frozen=True)
class Choice:
    """Which questions are meant; what is empty does not narrow."""

    tag: str = ""
    type: str = ""
    prefix: str = ""
    live: bool = False

    def questions(self) -> QuerySet[Question]:
        """Return them, by key."""
        found = Question.objects.filter(live=True) if self.live else Question.objects.all()
        found = found.filter(type=self.type) if self.type else found
        found = found.filter(key__startswith=self.prefix) if self.prefix else found
        # One tag is on a question once, so that the join doubles nothing.
        return found.filter(tagged_items__tag__name__iexact=self.tag).distinct() if self.tag else found


def export_questions(*, format: str, choice: Choice) -> Written:
    """Return the chosen questions as a file: as the public has them if only live ones are meant, else the latest."""
    return write(format, told_questions(choice))


def told_questions(choice: Choice) -> list[dict[str, Any]]:
    """Return the chosen questions as data."""
    return [one.data for one in held(choice.questions(), latest=not choice.live)]
