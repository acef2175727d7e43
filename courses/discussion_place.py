"""Where the discussion of a lesson is, and how somebody stands there. Page types use it, so it imports no models."""

from django.urls import reverse
from wagtail.models import Page

from courses.access import Access, Person, Reason, reads_as_staff, reason_of
from courses.discussion_rules import Standing, standing_in


def lesson_of(step: Page) -> int:
    """Return the id under which the discussion of ``step`` is kept: of the original, which aliases share it with."""
    return step.alias_of_id or step.pk


def room_url(step: Page, name: str = "discussion", *args: int) -> str:
    """Return the address of a page of the discussion under ``step``."""
    return reverse(name, args=[*step.url_path.strip("/").split("/")[-3:], *args])


def standing_at(user: Person, step: Page, access: Access) -> Standing:
    """Say how ``user`` stands in the discussion under ``step``; a student costs no query, all is in ``access``."""
    seat_reason = reason_of(access.enrolment) if access.enrolment else None
    edits = access.reason is Reason.STAFF or (bool(getattr(user, "is_staff", False)) and reads_as_staff(user, step))
    return standing_in(access, seat_reason=seat_reason, edits=edits, known=user.is_authenticated)
