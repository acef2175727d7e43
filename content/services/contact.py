"""Keeping what someone wrote to the academy."""

from datetime import datetime
from functools import partial

from django.db import transaction

from content.models.messages import ContactMessage
from content.tasks import mail_contact_message


@transaction.atomic
def keep_message(*, name: str, email: str, website: str, subject: str, message: str, at: datetime) -> ContactMessage:
    """Store what someone wrote and, once that is certain, have it mailed to staff."""
    kept = ContactMessage.objects.create(
        name=name, email=email, website=website, subject=subject, message=message, received_at=at
    )
    transaction.on_commit(partial(mail_contact_message.enqueue, kept.pk))
    return kept
