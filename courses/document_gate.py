"""The gate before documents: a file that belongs to steps is for those who may open one of these steps.

Who uses a file is read from Wagtail's reference index, which is brought up to date a moment after a page is saved.
Until then, and for files that nothing uses, the collection decides: what lies in “Course files” or below is for staff.
"""

from collections.abc import Iterator
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from wagtail import hooks
from wagtail.documents.models import AbstractDocument
from wagtail.models import Collection, Page, PageViewRestriction, ReferenceIndex

from courses.access import Person, may_open
from courses.outline import step_models

COURSE_FILES = "Course files"

#: A step may use a file through something else (a question, a case); so far we follow such a chain.
LONGEST_CHAIN = 3


def may_have(*, request: HttpRequest, document: AbstractDocument, at: datetime) -> bool:
    """Say whether this visitor may have ``document``; in doubt, not.

    Other apps may open more by the hook ``may_have_course_file(document=, user=, at=) -> bool``.
    """
    user = request.user
    if user.is_authenticated and user.has_perm("wagtailadmin.access_admin"):
        return True
    page_ids = _users_of(document)
    steps = list(_steps(page_ids))
    if _on_a_public_page(page_ids - {step.pk for step in steps}):
        return True
    if not steps and not _is_course_file(document):
        return True
    passed = request.session.get(PageViewRestriction.passed_view_restrictions_session_key, [])
    return any(may_open(user=user, step=step, at=at, passed=passed).allowed for step in steps) or _opened_by_others(
        document, user, at
    )


def _opened_by_others(document: AbstractDocument, user: Person, at: datetime) -> bool:
    return any(hook(document=document, user=user, at=at) for hook in hooks.get_hooks("may_have_course_file"))


def _users_of(document: AbstractDocument) -> set[int]:
    """Return the ids of the pages that use ``document``, straight or through other things."""
    page_type = ContentType.objects.get_for_model(Page).pk
    found: set[int] = set()
    asked = {(ContentType.objects.get_for_model(document, for_concrete_model=False).pk, str(document.pk))}
    for _link in range(LONGEST_CHAIN):
        users = set(_references_to(asked))
        found |= {int(key) for kind, key in users if kind == page_type}
        asked = {(kind, key) for kind, key in users if kind != page_type}
        if not asked:
            break
    return found


def _references_to(things: set[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    for kind, key in things:
        references = ReferenceIndex.objects.filter(to_content_type_id=kind, to_object_id=key)
        yield from references.values_list("base_content_type_id", "object_id")


def _steps(page_ids: set[int]) -> Iterator[Page]:
    for model in step_models():
        yield from model._default_manager.filter(pk__in=page_ids)


def _on_a_public_page(page_ids: set[int]) -> bool:
    return bool(page_ids) and Page.objects.filter(pk__in=page_ids).live().public().exists()


def _is_course_file(document: AbstractDocument) -> bool:
    roots = Collection.objects.filter(name=COURSE_FILES).values_list("path", flat=True)
    return any(document.collection.path.startswith(path) for path in roots)
