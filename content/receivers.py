"""What voids the pages kept for everyone: anything that the public sees was published, moved, changed or removed."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    published,
    unpublished,
)

from content import tasks, tasks_health
from content.generation import bump_generation
from content.models import AcademyDocument, AcademyImage, Author, Category, Entry, SiteSettings
from content.pictures import pictures_of

SHOWN = (
    Author,
    Category,
    Collection,
    CollectionViewRestriction,
    AcademyDocument,
    AcademyImage,
    PageViewRestriction,
    Site,
    SiteSettings,
)


def connect() -> None:
    """Listen to what the public can see. Models of other apps say so by an attribute ``shown_publicly = True``."""
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move, published, unpublished):
        signal.connect(renew_generation, dispatch_uid="content.generation")
    page_published.connect(make_pictures_ahead, dispatch_uid="content.pictures")
    for signal in (page_published, page_unpublished):
        signal.connect(look_at_page, dispatch_uid="content.health")
    post_save.connect(make_picture_anew, sender=AcademyImage, dispatch_uid="content.pictures")
    for signal in (post_save, post_delete):
        signal.connect(renew_if_shown, dispatch_uid="content.generation")


def renew_generation(sender: type[Model], **_kwargs: Any) -> None:
    """Void what is kept."""
    bump_generation()


def make_pictures_ahead(sender: type[Model], instance: Page, **_kwargs: Any) -> None:
    """Make the pictures of a published page before somebody asks for them."""
    if pictures_of(instance):
        transaction.on_commit(partial(tasks.make_pictures_of_page.enqueue, instance.pk))


def look_at_page(sender: type[Model], instance: Page, **_kwargs: Any) -> None:
    """Look at a page that changed, for the report on the health of the content."""
    transaction.on_commit(partial(tasks_health.check_page_health.enqueue, instance.pk))


def make_picture_anew(sender: type[Model], instance: AcademyImage, created: bool, **_kwargs: Any) -> None:
    """Make a picture again whose file or focal point may be another; a new one is shown nowhere yet."""
    if not created:
        transaction.on_commit(partial(tasks.make_pictures_of_image.enqueue, instance.pk))


def renew_if_shown(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Void what is kept if the public sees ``instance``: a page or entry counts once it is saved as a whole."""
    shown = isinstance(instance, SHOWN) or getattr(instance, "shown_publicly", False)
    if shown or _has_drafts_and_is_whole(instance, kwargs):
        bump_generation()


def _has_drafts_and_is_whole(instance: Model, kwargs: dict[str, Any]) -> bool:
    """A draft is new, or kept by saving single fields; that changes nothing for the public."""
    if not isinstance(instance, Page | Entry) or kwargs.get("update_fields") is not None:
        return False
    return instance.live or not kwargs.get("created", False)
