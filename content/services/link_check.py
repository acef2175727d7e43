"""Asking the external links of our pages whether they are still there."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, Q
from django.utils.translation import gettext as _

from content.health.finding import Severity
from content.models import ExternalLink, HealthFinding
from content.safe_fetch import Refused, ask

GOOD_FOR = timedelta(days=7)
AT_ONCE = 50
GONE = {404, 410}


def check_external_links(*, at: datetime) -> int:
    """Ask up to fifty links that were not asked for a week; return how many. Nothing unless it is switched on."""
    if not settings.CHECK_EXTERNAL_LINKS:
        return 0
    ExternalLink.objects.filter(findings=None).delete()
    due = ExternalLink.objects.filter(Q(checked_at=None) | Q(checked_at__lt=at - GOOD_FOR))
    links = list(due.order_by(F("checked_at").asc(nulls_first=True))[:AT_ONCE])
    for link in links:
        check_link(link=link, at=at)
    return len(links)


def check_link(*, link: ExternalLink, at: datetime) -> None:
    """Ask one link and say what it answered in the findings about it. Only a page that is gone is an error."""
    link.works, link.answer = _answer_of(link.url)
    link.checked_at = at
    link.save()
    severity = Severity.ERROR if link.works is False else Severity.NOTE
    HealthFinding.objects.filter(link=link).update(severity=severity)


def _answer_of(url: str) -> tuple[bool | None, str]:
    try:
        status, reason = ask(url)
    except Refused as error:
        return None, _("not asked: %(why)s") % {"why": error}
    except (OSError, ValueError) as error:
        return False, _("no answer: %(why)s") % {"why": str(error)[:150]}
    works = None if status in {401, 403, 429} or 500 <= status < 600 else status not in GONE and status < 400
    return works, f"{status} {reason}"[:200]
