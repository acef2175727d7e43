"""Telling students that their result changed, or that it was changed back: one mail each, once."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.mending import mend_each
from quizzes.models import Regrade, RegradeChange
from quizzes.models.student_mail import CLAIM_LASTS


def tell_students(*, regrade_id: int, at: datetime) -> int:
    """Mail the students whose result changed and who were not told yet; return how many this call mailed.

    Safe to call twice: each mail is claimed before it goes out, outside any transaction. One that cannot be sent is
    logged, stays owed and keeps no other waiting.
    """
    regrade = Regrade.objects.get(pk=regrade_id)
    owed = regrade.changes.owed().order_by("attempt__enrolment__student", "pk")
    owed = owed.select_related("attempt__enrolment__student", "attempt__quiz").defer("attempt__paper")
    groups = [list(group) for _id, group in groupby(owed, key=lambda one: one.attempt.enrolment.student_id)]
    return len(list(mend_each(groups, partial(_mail, regrade, at))))


def _mail(regrade: Regrade, at: datetime, changes: list[RegradeChange]) -> Iterator[list[RegradeChange]]:
    free = Q(claimed_at=None) | Q(claimed_at__lt=at - CLAIM_LASTS)
    still_owed = {"told_at": None} if regrade.is_applied else {"told_at__isnull": False, "untold_at": None}
    own = RegradeChange.objects.filter(pk__in=[change.pk for change in changes])
    if own.filter(free, **still_owed).update(claimed_at=at) < len(changes):
        return
    try:
        _send(regrade, changes)
    except Exception:
        own.update(claimed_at=None)
        raise
    told = {"told_at": at} if regrade.is_applied else {"untold_at": at}
    own.update(claimed_at=None, **told)
    yield changes


def _send(regrade: Regrade, changes: list[RegradeChange]) -> None:
    student: User = changes[0].attempt.enrolment.student
    name = "applied" if regrade.is_applied else "undone"
    context = {
        "name": student.get_short_name(),
        "results": [_result(change) for change in changes],
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    subject = _("Your result was corrected") if regrade.is_applied else _("Your earlier result stands")
    text = render_to_string(f"quizzes/mail/regrade_{name}.txt", context)
    send_mail(subject, text.strip() + "\n", None, [student.email])


def _result(change: RegradeChange) -> dict[str, Any]:
    attempt = change.attempt
    return {
        "quiz": attempt.quiz.title,
        "number": attempt.number,
        "old": change.before,
        "new": change.after,
        "url": settings.PUBLIC_URL + reverse("attempt_review", args=[attempt.token]),
    }
