"""What voids the pages kept for everyone: anything that the public sees was published, moved, changed or removed."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from content.generation import bump_generation
from content.models import AcademyDocument, AcademyImage, Author, Category, SiteSettings

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
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(renew_generation, dispatch_uid="content.generation")
    for signal in (post_save, post_delete):
        signal.connect(renew_if_shown, dispatch_uid="content.generation")


def renew_generation(sender: type[Model], **_kwargs: Any) -> None:
    """Void what is kept."""
    bump_generation()


def renew_if_shown(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Void what is kept if the public sees ``instance``: a page counts when it is saved as a whole or deleted."""
    shown = isinstance(instance, SHOWN) or getattr(instance, "shown_publicly", False)
    if shown or _is_page_as_a_whole(instance, kwargs):
        bump_generation()


def _is_page_as_a_whole(instance: Model, kwargs: dict[str, Any]) -> bool:
    """A draft is new, or kept by saving single fields of the page; that changes nothing for the public."""
    if not isinstance(instance, Page) or kwargs.get("update_fields") is not None:
        return False
    return instance.live or not kwargs.get("created", False)
