"""Copying a course as its next edition: pages and their order, never students; reused modules stay reused.

Page by page, each in its own transaction, so that one can see how far it is, and a worker that dies is taken up by the
next: what is there already is found by its address and not made again.
"""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from wagtail.models import Page

from accounts.services import audit
from courses.models import CourseCopy, CoursePage, ModulePage
from courses.services.reuse import reuse_module

logger = logging.getLogger("courses.copying")

#: A claim older than this is taken for that of a worker that died.
CLAIM_LASTS = timedelta(minutes=10)


def copy_course(*, copy_id: int, at: datetime) -> CoursePage | None:
    """Make or finish a copy; return the new course, or ``None`` if it is finished or somebody is at it."""
    own = CourseCopy.objects.filter(pk=copy_id, finished_at=None)
    if not own.filter(Q(claimed_at=None) | Q(claimed_at__lt=at - CLAIM_LASTS)).update(claimed_at=at, error=""):
        return None
    copy = CourseCopy.objects.select_related("source", "by").get(pk=copy_id)
    copy.done = 0
    try:
        course = _copy(copy)
    except Exception as error:
        own.update(claimed_at=None, error=type(error).__name__)
        logger.exception("course %s could not be copied", copy.source_id)
        raise
    return _finish(copy, course, at)


@transaction.atomic
def _finish(copy: CourseCopy, course: CoursePage, at: datetime) -> CoursePage:
    if CourseCopy.objects.filter(pk=copy.pk, finished_at=None).update(finished_at=at, result=course):
        audit.record(
            action="course.copy", target=course, at=at, actor=copy.by, from_value=copy.source_id, to_value=copy.slug
        )
    return course


def _copy(copy: CourseCopy) -> CoursePage:
    source = copy.source
    attrs: dict[str, Any] = {"title": copy.title, "draft_title": copy.title, "slug": copy.slug}
    if copy.price_minor is not None:
        attrs["price_minor"] = copy.price_minor
    course = _copied(source, source.get_parent(), copy, attrs)
    for module in ModulePage.objects.child_of(source).order_by("path"):
        if module.alias_of_id:
            reuse_module(module=module, course=CoursePage.objects.get(pk=course.pk), actor=copy.by)
            _count(copy, 1 + module.numchild)
            continue
        target = _copied(module, course, copy, {})
        for step in module.get_children().specific():
            _copied(step, target, copy, {})
    return CoursePage.objects.get(pk=course.pk)


@transaction.atomic
def _copied(page: Page, parent: Page, copy: CourseCopy, attrs: dict[str, Any]) -> Page:
    """Copy one page below ``parent``, or find the copy that an earlier try has made."""
    there = Page.objects.child_of(parent).filter(slug=attrs.get("slug", page.slug)).first()
    if there is None:
        there = page.copy(
            to=Page.objects.get(pk=parent.pk), update_attrs=attrs, copy_revisions=False, user=copy.by,
            keep_live=copy.keep_live and page.live,
        )  # fmt: skip
    _count(copy, 1)
    return there.specific


def _count(copy: CourseCopy, pages: int) -> None:
    copy.done = min(copy.total, copy.done + pages)
    CourseCopy.objects.filter(pk=copy.pk).update(done=copy.done)


def pages_of(course: CoursePage) -> int:
    """Return how many pages a copy of ``course`` takes."""
    return 1 + int(course.get_descendants().count())
