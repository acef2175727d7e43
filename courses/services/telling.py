"""Mailing a safety notice to each student who must read it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.mending import mend_each
from courses.models import EditNotice, NoticeReading

#: A claim older than this is taken for that of a worker that died.
CLAIM_LASTS = timedelta(minutes=10)


def tell_students(*, notice_id: int, at: datetime) -> int:
    """Mail a notice to those who have not read it and got no mail yet; return how many this call mailed.

    Safe to call twice: each mail is claimed before it goes out, outside any transaction. One that cannot be sent is
    logged, stays owed and keeps no other waiting.
    """
    notice = EditNotice.objects.select_related("page").get(pk=notice_id)
    owed = list(notice.readings.owed().select_related("student"))
    return len(list(mend_each(owed, partial(_mail, notice, at))))


def _mail(notice: EditNotice, at: datetime, reading: NoticeReading) -> Iterator[NoticeReading]:
    free = Q(claimed_at=None) | Q(claimed_at__lt=at - CLAIM_LASTS)
    own = NoticeReading.objects.owed().filter(pk=reading.pk)
    if not own.filter(free).update(claimed_at=at):
        return
    try:
        _send(notice, reading.student)
    except Exception:
        own.update(claimed_at=None)
        raise
    own.update(mailed_at=at, claimed_at=None)
    yield reading


def _send(notice: EditNotice, student: User) -> None:
    context = {
        "name": student.get_short_name(),
        "title": notice.page.title,
        "note": notice.note,
        "learn_url": settings.PUBLIC_URL + reverse("my_learning"),
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    subject = _("Safety: “%(title)s” has changed") % {"title": notice.page.title}
    send_mail(
        subject, render_to_string("courses/mail/safety_change.txt", context).strip() + "\n", None, [student.email]
    )
