"""Making and updating pages by program, so that a second run changes nothing."""

import json
from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import transaction
from wagtail.models import Page

from accounts.models import User

PageType = TypeVar("PageType", bound=Page)


@transaction.atomic
def keep_page(
    *, parent: Page, page_type: type[PageType], slug: str, values: dict[str, Any], actor: User | None = None
) -> tuple[PageType, bool]:
    """Make the child ``slug`` of ``parent`` or bring it to ``values``; say whether that changed (and published) it."""
    page = page_type._default_manager.child_of(parent).filter(slug=slug).first()
    if page is None:
        parent.refresh_from_db()
        page = parent.specific.add_child(instance=page_type(slug=slug, owner=actor, **values))
        page.save_revision(user=actor).publish(user=actor)
        parent.refresh_from_db()
        return page, True
    before = _content(page.serializable_data())
    for name, value in values.items():
        setattr(page, name, value)
    changed = _content(page.serializable_data()) != before
    if changed:
        page.save_revision(user=actor).publish(user=actor)
    return page, changed


def keep_order(*, parent: Page, pages: Sequence[Page], actor: User | None = None) -> bool:
    """Put ``pages``, children of ``parent``, in this order, before any others; say whether anything moved."""
    moved = False
    for place, page in enumerate(pages):
        there = Page.objects.child_of(parent).order_by("path")[place]
        if there.pk != page.pk:
            Page.objects.get(pk=page.pk).move(there, pos="left", user=actor)
            moved = True
    return moved


def _content(data: Any) -> Any:
    """Strip what differs between two equal bodies: the ids of blocks."""
    if isinstance(data, str) and data[:1] == "[":
        return _content(json.loads(data))
    if isinstance(data, dict):
        return {key: _content(value) for key, value in data.items() if key != "id"}
    if isinstance(data, list):
        return [_content(value) for value in data]
    return data
