"""Forget an outline when the pages it was built from change. Keeps a cache honest; no rule of the domain lives here."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from courses.models import CourseIndexPage, CoursePage, ModulePage, StepMixin
from courses.outline import forget_outline

SHAPING = (CourseIndexPage, CoursePage, ModulePage, StepMixin)


@receiver([post_save, post_delete])
def forget_when_saved(sender: type, instance: Any, update_fields: Any = None, **_kwargs: Any) -> None:
    """A page that an outline shows was saved as a whole or deleted; a draft saves single fields and changes nothing."""
    if issubclass(sender, SHAPING) and update_fields is None:
        forget_around(instance.path)


@receiver([page_published, page_unpublished, page_slug_changed])
def forget_when_published(sender: type, instance: Page, **_kwargs: Any) -> None:
    """Also a page above the catalogue may change every address."""
    forget_around(instance.path)


@receiver(post_page_move)
def forget_when_moved(
    sender: type, instance: Page, parent_page_before: Page, parent_page_after: Page, **_kwargs: Any
) -> None:
    """A step or module may leave one course for another; a course may change its address."""
    for path in {instance.path, parent_page_before.path, parent_page_after.path}:
        forget_around(path)


def forget_around(path: str) -> None:
    """Forget the outlines of the courses above, at or below ``path``, now and once more when this is committed."""
    above = [path[:end] for end in range(Page.steplen, len(path), Page.steplen)]
    courses = CoursePage.objects.filter(path__in=above) | CoursePage.objects.filter(path__startswith=path)
    for course_id in courses.values_list("pk", flat=True):
        forget_outline(course_id)
        transaction.on_commit(partial(forget_outline, course_id))
