"""Work for the worker; each task calls a service that is safe to call twice."""

from django.utils import timezone
from django_tasks import task

from content.services.mailing import mail_to_staff


@task()
def mail_contact_message(message_id: int) -> bool:
    """Mail a contact message to staff."""
    return mail_to_staff(message_id=message_id, at=timezone.now())
