"""The task that mails a safety notice; apart from ``tasks`` because the services that owe the mails import it."""

from django.utils import timezone
from django_tasks import task

from courses.services.telling import tell_students


@task()
def mail_edit_notice(notice_id: int) -> int:
    """Mail a safety notice to everybody who must read it, each once."""
    return tell_students(notice_id=notice_id, at=timezone.now())
