"""Finding contact messages whose mail was lost between commit and worker."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from content.models.messages import ContactMessage
from content.tasks import mail_contact_message

PATIENCE = timedelta(minutes=10)


def reconcile(*, at: datetime) -> list[str]:
    """Have each message mailed that is older than ten minutes and was not; return a sentence for each."""
    late = list(ContactMessage.objects.filter(mailed_at=None, received_at__lt=at - PATIENCE))
    with transaction.atomic():
        for message in late:
            mail_contact_message.enqueue(message.pk)
    return [_("Contact message %(number)s is mailed to staff again.") % {"number": message.pk} for message in late]
