"""Finding contact messages whose mail was lost between commit and worker."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from django.core.cache import cache
from django.utils.translation import gettext as _

from accounts.services.mending import mend_each
from content.models.messages import ContactMessage
from content.services.health import check_everything
from content.services.link_check import check_external_links
from content.services.mailing import mail_to_staff

LOOK_SECONDS = 24 * 3600
PATIENCE = timedelta(minutes=10)


def reconcile(*, at: datetime) -> list[str]:
    """Mail each message that is older than ten minutes and was not mailed; return a sentence for each."""
    late = ContactMessage.objects.filter(mailed_at=None, received_at__lt=at - PATIENCE)
    _look_again(at)
    return list(mend_each(late, partial(_mail, at)))


def _look_again(at: datetime) -> None:
    """Look once a day at everything: drafts grow old, and pages go to which others link. Nothing of it is a loss."""
    if cache.add("content:health:looked", 1, LOOK_SECONDS):
        check_everything(at=at)
        check_external_links(at=at)


def _mail(at: datetime, message: ContactMessage) -> Iterator[str]:
    if mail_to_staff(message_id=message.pk, at=at):
        yield _("Contact message %(number)s is mailed to staff now.") % {"number": message.pk}
