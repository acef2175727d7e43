"""A student confirms having read a safety notice; staff remind those who have not."""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction

from accounts.models import User
from accounts.services import audit
from courses.models import EditNotice, NoticeReading
from courses.tasks_edits import mail_edit_notice

REMIND_AGAIN_AFTER = timedelta(hours=24)


class TooSoon(Exception):
    """The last mail about this notice is less than a day old."""


@transaction.atomic
def remind(*, notice: EditNotice, at: datetime, actor: User) -> int:
    """Mail once more to those who have not confirmed; return how many; raise ``TooSoon`` within a day of the last."""
    notice = EditNotice.objects.select_for_update().get(pk=notice.pk)
    if at - (notice.reminded_at or notice.at) < REMIND_AGAIN_AFTER:
        raise TooSoon
    waiting = notice.readings.unread().update(mailed_at=None, claimed_at=None)
    notice.reminded_at = at
    notice.save(update_fields=["reminded_at"])
    audit.record(action="step.change.remind", target=notice, at=at, actor=actor, to_value=waiting)
    transaction.on_commit(partial(mail_edit_notice.enqueue, notice.pk), robust=True)
    return waiting


@transaction.atomic
def acknowledge(*, reading: NoticeReading, at: datetime) -> bool:
    """Record that the student confirms having read the notice; return whether that is new."""
    fresh = NoticeReading.objects.unread().filter(pk=reading.pk).update(acknowledged_at=at)
    if fresh:
        audit.record(
            action="step.change.acknowledge", target=reading.notice, at=at, actor=reading.student, to_value=reading.pk
        )
    return bool(fresh)
