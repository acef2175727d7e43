"""Publishing by the clock: what was scheduled goes live, what has run out goes offline."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from django.apps import apps
from django.db import models, transaction
from wagtail.models import DraftStateMixin, Page, Revision

from accounts.services.mending import mend_each


def publish_due(*, at: datetime) -> list[str]:
    """Take offline what expired and publish what was approved to go live by ``at``; one sentence for each.

    Safe to run at any time and twice at once; what fails is logged and tried again the next time.
    """
    expired = (
        row for model in _scheduled_models() for row in model._default_manager.filter(live=True, expire_at__lt=at)
    )
    due = Revision.objects.filter(approved_go_live_at__lte=at).order_by("approved_go_live_at")
    return [*mend_each(expired, _expire), *mend_each(due, partial(_publish, at))]


def _scheduled_models() -> Iterator[type[models.Model]]:
    yield Page
    yield from (one for one in apps.get_models() if issubclass(one, DraftStateMixin) and not issubclass(one, Page))


def _expire(row: DraftStateMixin) -> Iterator[str]:
    row.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    yield f"{row} has gone offline, as scheduled."


@transaction.atomic
def _publish(at: datetime, revision: Revision) -> list[str]:
    """Publish one revision unless another worker was faster."""
    locked = Revision.objects.select_for_update().filter(pk=revision.pk, approved_go_live_at__lte=at).first()
    if locked is None:
        return []
    locked.publish(log_action="wagtail.publish.scheduled")
    return [f"{locked.object_str} has gone live, as scheduled."]
