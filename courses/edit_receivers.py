"""Write down what a revision changes for students at the moment it goes live."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.signals import page_published

from courses.services.edits import announce_edit, clear_edit


@receiver(page_published)
def announce_a_change(
    sender: type[Page], instance: Page, revision: Revision | None = None, alias: bool = False, **_kwargs: Any
) -> None:
    """A step went live with a kind of change; one that is only scheduled is not live yet."""
    if not getattr(sender, "step_kind", "") or not instance.live or not instance.edit_kind:
        return
    if alias or revision is None:
        clear_edit(step=instance)
    else:
        announce_edit(step=instance, revision=revision, at=timezone.now())
