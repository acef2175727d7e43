"""What was changed in the steps of a course, read once and kept with its outline."""

from collections.abc import Iterable, Iterator

from django.apps import apps
from wagtail.models import Page

from courses.edit_rules import SHOWN
from courses.outline_types import StepChange


def read_changes(steps: Iterable[Page]) -> Iterator[StepChange]:
    """Tell of each step what was changed, newest first; an alias tells what its original does. One query."""
    shown: dict[int, list[int]] = {}
    for step in steps:
        shown.setdefault(step.alias_of_id or step.pk, []).append(step.pk)
    notices = apps.get_model("courses", "EditNotice").objects.filter(page__in=shown, kind__in=SHOWN)
    for notice in notices.order_by("-at", "-pk"):
        for step_id in shown[notice.page_id]:
            yield StepChange(step_id, notice.pk, notice.kind, notice.note, notice.at)
