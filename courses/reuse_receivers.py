"""Follow a module that several courses show: its steps may come, go and change places."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, post_page_move

from courses.models import ModulePage, StepMixin
from courses.services.reuse import align_reused


@receiver(page_published)
def follow_a_new_step(sender: type[Page], instance: Page, alias: bool = False, **_kwargs: Any) -> None:
    """A step was published: where its module is shown elsewhere, it is shown there too."""
    if not alias and issubclass(sender, StepMixin):
        follow(instance.path[: -Page.steplen])


@receiver(post_page_move)
def follow_a_move(
    sender: type[Page], instance: Page, parent_page_before: Page, parent_page_after: Page, **_kwargs: Any
) -> None:
    """A step changed its place or its module."""
    if issubclass(instance.specific_class or Page, StepMixin) and instance.alias_of_id is None:
        for path in {parent_page_before.path, parent_page_after.path}:
            follow(path)


def follow(module_path: str) -> None:
    """Align the courses that show the module at ``module_path``, if any does."""
    module = ModulePage.objects.filter(path=module_path, aliases__isnull=False).first()
    if module is not None:
        align_reused(module=module)
