"""Bringing a contact message to staff by mail."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from wagtail.models import Site

from content.models.messages import ContactMessage
from content.models.settings import SiteSettings


@transaction.atomic
def mail_to_staff(*, message_id: int, at: datetime) -> bool:
    """Mail a message to the academy's address, replies going to its writer; return whether this call did it.

    Safe to call twice. The row stays locked while the mail goes out, so that two workers do not both send it.
    """
    message = ContactMessage.objects.select_for_update().get(pk=message_id)
    if message.mailed_at:
        return False
    EmailMessage(
        subject=f"[{settings.WAGTAIL_SITE_NAME}] {message.subject}",
        body=render_to_string("content/mail/contact_message.txt", {"message": message, "url": settings.PUBLIC_URL}),
        to=[staff_address()],
        reply_to=[message.email],
    ).send()
    message.mailed_at = at
    message.save(update_fields=["mailed_at"])
    return True


def staff_address() -> str:
    """Return the address of the academy's settings, else the one that our own mail comes from."""
    own = SiteSettings.read(Site.objects.filter(is_default_site=True).first())
    return own.contact_email or settings.DEFAULT_FROM_EMAIL
