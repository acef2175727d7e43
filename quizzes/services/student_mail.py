"""Sending what a student is owed: that marks are there, that an appeal is answered, that an accommodation changed."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accounts.services.mending import mend_each
from quizzes.models import StudentMail

#: Younger ones are the worker's: it has its own task for each.
GRACE = timedelta(minutes=10)


def send_student_mail(*, mail_id: int, at: datetime) -> bool:
    """Send a mail that is owed; return whether this call did.

    Safe to call twice: it is claimed before it goes out, outside any transaction. If it cannot be sent, it stays owed.
    """
    own = StudentMail.objects.owed().filter(pk=mail_id)
    if not own.unclaimed(at).update(claimed_at=at):
        return False
    try:
        _send(StudentMail.objects.select_related("enrolment__student").get(pk=mail_id))
    except Exception:
        own.update(claimed_at=None)
        raise
    own.update(sent_at=at, claimed_at=None)
    return True


def send_forgotten(*, at: datetime) -> list[str]:
    """Send what a crash or a mail server left unsent; a sentence each."""
    late = StudentMail.objects.owed().unclaimed(at).filter(made_at__lt=at - GRACE)
    return list(mend_each(late, partial(_send_late, at)))


def _send_late(at: datetime, mail: StudentMail) -> Iterator[str]:
    if send_student_mail(mail_id=mail.pk, at=at):
        yield f"The mail about {mail.about} is sent now."


def _send(mail: StudentMail) -> None:
    student = mail.enrolment.student
    context = {
        "name": student.get_short_name(),
        "title": mail.title,
        "url": settings.PUBLIC_URL + mail.path,
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    text = render_to_string(f"quizzes/mail/{mail.kind}.txt", context)
    send_mail(_subject(mail), text.strip() + "\n", None, [student.email])


def _subject(mail: StudentMail) -> str:
    match mail.kind:
        case StudentMail.Kind.MARKS:
            return _("Your marks for “%(title)s” are there") % {"title": mail.title}
        case StudentMail.Kind.APPEAL:
            return _("Your appeal about “%(title)s” is answered") % {"title": mail.title}
    return _("Your arrangements for “%(title)s”") % {"title": mail.title}
