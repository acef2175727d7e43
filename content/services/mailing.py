"""Bringing a contact message to staff by mail."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.template.loader import render_to_string
from wagtail.models import Site

from content.models.messages import ContactMessage
from content.models.settings import SiteSettings

#: A claim older than this is taken for that of a worker that died.
CLAIM_LASTS = timedelta(minutes=10)


def mail_to_staff(*, message_id: int, at: datetime) -> bool:
    """Mail a message to the academy's address, replies going to its writer; return whether this call did it.

    Safe to call twice. A claim keeps two workers from both sending it, and no transaction is open while the mail goes
    out: whoever dies between sending and marking leaves it to be sent again.
    """
    free = Q(mail_claimed_at=None) | Q(mail_claimed_at__lt=at - CLAIM_LASTS)
    own = ContactMessage.objects.filter(pk=message_id)
    if not own.filter(free, mailed_at=None).update(mail_claimed_at=at):
        return False
    try:
        _send(own.get())
    except Exception:
        own.update(mail_claimed_at=None)
        raise
    own.update(mailed_at=at, mail_claimed_at=None)
    return True


def _send(message: ContactMessage) -> None:
    EmailMessage(
        subject=f"[{settings.WAGTAIL_SITE_NAME}] {message.subject}",
        body=render_to_string("content/mail/contact_message.txt", {"message": message, "url": settings.PUBLIC_URL}),
        to=[staff_address()],
        reply_to=[message.email],
    ).send()


def staff_address() -> str:
    """Return the address of the academy's settings, else the one that our own mail comes from."""
    own = SiteSettings.read(Site.objects.filter(is_default_site=True).first())
    return own.contact_email or settings.DEFAULT_FROM_EMAIL
