"""The letter to a graduate: sent once, by a task."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from certificates.models import Certificate
from certificates.states import State

#: A claim older than this is taken for that of a worker that died.
CLAIM_LASTS = timedelta(minutes=10)


@task()
def tell_graduate(certificate_id: int) -> None:
    """Write to the graduate that the certificate is there, unless that was done."""
    tell(certificate_id=certificate_id, at=timezone.now())


def tell(*, certificate_id: int, at: datetime) -> bool:
    """Send the letter once; return whether this call sent it. If the mail server fails, nothing is remembered as sent.

    Nobody is congratulated on a certificate that was taken back meanwhile; restored, it is told by the reconciler.
    No transaction is open while the letter goes out: whoever dies between sending and marking leaves it to be sent
    again, since a second letter is better than none.
    """
    free = Q(mail_claimed_at=None) | Q(mail_claimed_at__lt=at - CLAIM_LASTS)
    own = Certificate.objects.filter(pk=certificate_id)
    if not own.filter(free, state=State.VALID, mailed_at=None).update(mail_claimed_at=at):
        return False
    try:
        _send(own.select_related("student").get())
    except Exception:
        own.update(mail_claimed_at=None)
        raise
    own.update(mailed_at=at, mail_claimed_at=None)
    return True


def _send(certificate: Certificate) -> None:
    context = {
        "certificate": certificate,
        "address": settings.PUBLIC_URL + reverse("my_certificates"),
        "academy": settings.WAGTAIL_SITE_NAME,
    }
    text = render_to_string("certificates/mail/issued.txt", context)
    send_mail(_("Your certificate: %(title)s") % {"title": certificate.title}, text, None, [certificate.student.email])
