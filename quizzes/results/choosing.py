"""Which of a student's attempts count: the first by default, since only there has nobody seen the answers."""

from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from quizzes.models import Attempt


class Which(TextChoices):
    """Which attempts the figures are about."""

    FIRST = "first", _("First attempts")
    LAST = "last", _("Last attempts")
    BEST = "best", _("Best attempts")
    ALL = "all", _("All attempts")

    @classmethod
    def read(cls, word: str | None) -> "Which":
        """Return what an address asks for; anything unknown is the default."""
        return cls(word) if word in cls.values else cls.FIRST


NUMBER, SCORE, PASSED = OuterRef("number"), OuterRef("score"), OuterRef("passed")
#: What makes another attempt of the same student count instead; the best is the one that ``Standing.best`` names.
COUNTS_INSTEAD = {
    Which.FIRST: Q(number__lt=NUMBER),
    Which.LAST: Q(number__gt=NUMBER),
    Which.BEST: Q(passed__gt=PASSED)
    | Q(passed=PASSED, score__gt=SCORE)
    | Q(passed=PASSED, score=SCORE, number__lt=NUMBER),
}


def sittings_of(quiz_id: int, which: Which) -> QuerySet[Attempt]:
    """Return the marked attempts that count; running, waiting and abandoned ones never do."""
    marked = Attempt.objects.filter(quiz=quiz_id, state=Attempt.State.MARKED, score__isnull=False).order_by("pk")
    if which == Which.ALL:
        return marked
    others = marked.filter(enrolment=OuterRef("enrolment"))
    return marked.filter(~Exists(others.filter(COUNTS_INSTEAD[which])))
