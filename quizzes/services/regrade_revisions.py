"""The versions of a question that were asked, and which of them have another key than the one published now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q
from wagtail.models import Revision

from quizzes.keys import same_key
from quizzes.models import Attempt, Question, Response
from quizzes.services.regrade_preview import new_key


@dataclass(frozen=True)
class AskedRevision:
    """One version as it was frozen; ``id`` is ``None`` for one that was never published by revision."""

    id: int | None
    published_at: datetime | None
    marked: int
    running: int
    has_current_key: bool


def asked_revisions(question: Question) -> list[AskedRevision]:
    """Return the versions that attempts froze, the oldest first; three queries."""
    states = Attempt.State
    rows = list(
        Response.objects.filter(question=question.pk)
        .order_by()
        .values("revision_id")
        .annotate(
            sample=Min("pk"),
            marked=Count("attempt", filter=Q(attempt__state=states.MARKED), distinct=True),
            running=Count("attempt", filter=Q(attempt__state=states.RUNNING), distinct=True),
        )
    )
    definitions = dict(
        Response.objects.filter(pk__in=[row["sample"] for row in rows]).values_list("revision_id", "definition")
    )
    dates = dict(Revision.objects.filter(pk__in=[pk for pk in definitions if pk]).values_list("pk", "created_at"))
    current = new_key(question)
    found = [
        AskedRevision(
            id=row["revision_id"],
            published_at=dates.get(row["revision_id"]),
            marked=row["marked"],
            running=row["running"],
            has_current_key=current is not None and same_key(definitions[row["revision_id"]], current),
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: one.id or 0)


def with_the_old_key(asked: Sequence[AskedRevision]) -> list[AskedRevision]:
    """Return the versions that a remedy is for unless staff choose otherwise; all, if the key has not changed."""
    return [one for one in asked if not one.has_current_key] or list(asked)
