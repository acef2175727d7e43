"""What is done about a wrong key, and what an answer earns under it. Without a database."""

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from quizzes.grading import mark
from quizzes.types import Definition, Mark
from quizzes.types.base import ZERO


class Remedy(TextChoices):
    """What staff choose once a key was wrong."""

    FULL = "full", _("Full marks to everybody")
    BOTH = "both", _("Credit for both the old and the new key")
    NEW = "new", _("The new key only")
    DROP = "drop", _("Drop the question")
    NONE = "none", _("No change; only written down")


#: Remedies that mark by the question as it is published now.
BY_NEW_KEY = frozenset({Remedy.BOTH, Remedy.NEW})


@dataclass(frozen=True)
class Treatment:
    """A remedy with the definition that holds the new key, ``None`` where the remedy asks for none.

    ``regrade_id`` names the act that it came from.
    """

    remedy: Remedy
    new: Definition | None = None
    regrade_id: int | None = None

    def mark(self, old: Definition, answer: object, decided: Fraction | None = None) -> Mark:
        """Mark a kept answer; of both keys the better counts. Full marks are for those too who left it blank.

        What people ``decided`` stands under either key, where that key leaves the answer to them.
        """
        match self.remedy:
            case Remedy.FULL:
                return Mark(ZERO + 1)
            case Remedy.NEW:
                return mark(self._key(), answer, decided)
            case Remedy.BOTH:
                both = mark(old, answer, decided), mark(self._key(), answer, decided)
                return max(both, key=lambda one: one.fraction)
        return mark(old, answer, decided)

    def refuses(self, answer: object) -> bool:
        """Whether the new key does not take the answer, as when its option was removed."""
        return self.remedy in BY_NEW_KEY and mark(self._key(), answer).refused

    @property
    def drops(self) -> bool:
        """Whether the decision no longer counts."""
        return self.remedy == Remedy.DROP

    def _key(self) -> Definition:
        if self.new is None:
            raise ValueError(f"{self.remedy} needs the new key")
        return self.new
