"""The letter to a graduate: sent once, by a task."""

from datetime import datetime

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from certificates.models import Certificate
from certificates.states import State


@task()
def tell_graduate(certificate_id: int) -> None:
    """Write to the graduate that the certificate is there, unless that was done."""
    tell(certificate_id=certificate_id, at=timezone.now())


@transaction.atomic
def tell(*, certificate_id: int, at: datetime) -> bool:
    """Send the letter once; return whether it went now. If the mail server fails, nothing is remembered as sent.

    Nobody is congratulated on a certificate that was taken back meanwhile; restored, it is told by the reconciler.
    """
    waiting = Certificate.objects.select_for_update(of=("self",)).select_related("student")
    certificate = waiting.filter(pk=certificate_id, state=State.VALID, mailed_at=None).first()
    if certificate is None:
        return False
    certificate.mailed_at = at
    certificate.save(update_fields=["mailed_at"])
    context = {
        "certificate": certificate,
        "address": settings.PUBLIC_URL + reverse("my_certificates"),
        "academy": settings.WAGTAIL_SITE_NAME,
    }
    text = render_to_string("certificates/mail/issued.txt", context)
    send_mail(_("Your certificate: %(title)s") % {"title": certificate.title}, text, None, [certificate.student.email])
    return True
