"""Asking for a copy of a course: once for each address, however often the button is pressed."""

from datetime import datetime
from functools import partial

from django.db import transaction

from accounts.models import User
from courses.models import CourseCopy, CoursePage
from courses.services.copying import pages_of
from courses.tasks_copy import make_copy


@transaction.atomic
def ask_for_copy(
    *, source: CoursePage, title: str, slug: str, price_minor: int | None, keep_live: bool, at: datetime, actor: User
) -> CourseCopy:
    """Write down what is wanted and have it made; the same address asked for again is the same copy.

    One that failed, or whose result was deleted since, is taken up again.
    """
    copy, created = CourseCopy.objects.select_for_update().get_or_create(
        slug=slug, defaults={"source": source, "title": title, "by": actor, "asked_at": at}
    )
    gone = copy.finished_at is not None and copy.result_id is None
    if created or copy.error or gone:
        CourseCopy.objects.filter(pk=copy.pk).update(
            source=source, title=title, price_minor=price_minor, keep_live=keep_live, by=actor, asked_at=at, error="",
            claimed_at=None, finished_at=None, done=0, total=pages_of(source),
        )  # fmt: skip
        transaction.on_commit(partial(make_copy.enqueue, copy.pk), robust=True)
    return copy
