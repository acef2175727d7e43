"""How pages stand on their way to readers, for many at once in two queries."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision, WorkflowState


class PageStatus(models.TextChoices):
    """Where a page stands, in the order in which staff should notice it."""

    IN_REVIEW = "review", _("in review")
    SCHEDULED = "scheduled", _("scheduled")
    DRAFT = "draft", _("draft")
    CHANGED = "changed", _("live, with a draft")
    LIVE = "live", _("live")


def statuses_of(pages: Iterable[Page]) -> dict[int, PageStatus]:
    """Return the status of each page by its id."""
    found = {page.pk: page for page in pages}
    ids = [str(pk) for pk in found]
    base = "wagtailcore", "page"
    reviewed = WorkflowState.objects.filter(
        status__in=[WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES],
        base_content_type__app_label=base[0], base_content_type__model=base[1], object_id__in=ids,
    )  # fmt: skip
    scheduled = Revision.objects.filter(
        base_content_type__app_label=base[0], base_content_type__model=base[1], object_id__in=ids,
        approved_go_live_at__isnull=False,
    )  # fmt: skip
    in_review = {int(pk) for pk in reviewed.values_list("object_id", flat=True)}
    waiting = {int(pk) for pk in scheduled.values_list("object_id", flat=True)}
    return {pk: _status(page, pk in in_review, pk in waiting) for pk, page in found.items()}


def _status(page: Page, in_review: bool, scheduled: bool) -> PageStatus:
    if in_review or scheduled:
        return PageStatus.IN_REVIEW if in_review else PageStatus.SCHEDULED
    if not page.live:
        return PageStatus.DRAFT
    return PageStatus.CHANGED if page.has_unpublished_changes else PageStatus.LIVE
