"""The task that sends a mail about an order; apart from ``tasks`` because the services that owe mails import it."""

from django.utils import timezone
from django_tasks import task

from courses.services.delivering import deliver_notice


@task()
def send_notice(notice_id: int) -> None:
    """Send the mail of a notice, once."""
    deliver_notice(notice_id=notice_id, at=timezone.now())
