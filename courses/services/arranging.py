"""Putting modules and steps of a course into another order, as Wagtail's permissions allow."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.models import User
from courses.arrangement import version_of
from courses.models import CoursePage, ModulePage


class StaleArrangement(Exception):
    """Somebody changed the order since it was read."""


class MoveRefused(Exception):
    """The page may not go there; the message says why."""


@transaction.atomic
def move_in_course(*, course: CoursePage, page_id: int, parent_id: int, place: int, version: str, actor: User) -> Page:
    """Move a module or step of ``course`` to ``place`` (from 0, counted without it) below ``parent_id``.

    ``version`` is what the actor saw (``courses.arrangement``); raise StaleArrangement if that is no longer so and
    MoveRefused where the page does not belong or the actor may not.
    """
    Page.objects.select_for_update().get(pk=course.pk)
    pages = {page.pk: page for page in course.get_descendants().filter(depth__lte=course.depth + 2)}
    if version_of(pages.values()) != version:
        raise StaleArrangement
    page, parent = pages.get(page_id), pages.get(parent_id, course if parent_id == course.pk else None)
    if page is None or parent is None or page.depth != parent.depth + 1:
        raise MoveRefused(_("That is not a place in this course."))
    _check(page, parent, actor)
    _move(page, parent, place, actor)
    return page


def _check(page: Page, parent: Page, actor: User) -> None:
    """Within a parent one must be allowed to reorder; into another one, to move out and in."""
    origin = page.get_parent()
    if page.depth == parent.depth + 1 and ModulePage.objects.filter(
        pk__in=[origin.pk, parent.pk], alias_of__isnull=False
    ):
        raise MoveRefused(_("A reused module belongs to another course: its steps are arranged there."))
    mine = page.permissions_for_user(actor)
    same = origin.pk == parent.pk
    if not (parent.permissions_for_user(actor).can_reorder_children() if same else mine.can_move_to(parent)):
        raise MoveRefused(_("You may not move this page. Ask somebody who publishes."))
    if not same and (not mine.can_move() or not Page._slug_is_available(page.slug, parent, page)):
        raise MoveRefused(_("“%(title)s” has a step with the same address already.") % {"title": parent.title})


def _move(page: Page, parent: Page, place: int, actor: User) -> None:
    others = list(Page.objects.child_of(parent).exclude(pk=page.pk).order_by("path"))
    if 0 <= place < len(others):
        page.move(others[place], pos="left", user=actor)
    elif others:
        page.move(others[-1], pos="right", user=actor)
    else:
        page.move(parent, pos="first-child", user=actor)
