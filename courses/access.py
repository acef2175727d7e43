"""The one gate: may this person open this step now? Asked for pages, for documents and by the quizzes.

It reaches seats, records and orders through the person, not by importing their models: page types use it too.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page, PageViewRestriction

from accounts.models import User
from courses.access_answer import Access, Reason
from courses.blocking import blocking_step
from courses.money_rules import OrderState
from courses.outline import Outline, get_outline

__all__ = [
    "Access",
    "Person",
    "Reason",
    "has_open_seat",
    "may_open",
    "reads_as_staff",
    "reason_of",
    "restrictions_allow",
    "seat_of",
    "standing_of",
]

Person = User | AnonymousUser

#: Paid, or about to be, but the money has not arrived.
MONEY_ON_ITS_WAY = (OrderState.PROCESSING, OrderState.AWAITING_TRANSFER)


def may_open(*, user: Person, step: Page, at: datetime, passed: Collection[int] = ()) -> Access:
    """Say whether ``user`` may open ``step`` at the moment ``at``, and why.

    ``passed`` are the ids of password restrictions (Wagtail) whose password this visitor's session has given.
    """
    outline = get_outline(step.course_id)
    if not step.live or outline.step(step.pk) is None:
        return Access(False, Reason.NOT_LIVE)
    if not restrictions_allow(user=user, page=step, passed=passed):
        return Access(False, Reason.RESTRICTED)
    answer = _in_order(seat_of(user, outline.course_id), outline, step.pk)
    if answer.allowed:
        return answer
    if step.free_preview:  # whoever has a seat reads it as a student, even out of turn
        reason = Reason.ENROLLED if answer.reason is Reason.LOCKED else Reason.FREE_PREVIEW
        return replace(answer, allowed=True, reason=reason, blocking=None)
    if reads_as_staff(user, step):
        return replace(answer, allowed=True, reason=Reason.STAFF)
    return answer


def reads_as_staff(user: Person, page: Page) -> bool:
    """Say whether ``user`` writes ``page``, or reads all lessons as assessors do: they mark what was learnt there."""
    if not user.is_authenticated:
        return False
    return page.permissions_for_user(user).can_edit() or user.has_perm("courses.read_lessons")


def seat_of(user: Person, course_id: int) -> Access:
    """Say how ``user`` stands in a course as a whole, with the records: two queries."""
    if not user.is_authenticated:
        return Access(False, Reason.ANONYMOUS)
    seat = next(iter(user.enrolments.select_related("order").filter(course_id=course_id)), None)  # one at most
    if seat is None:
        order = user.orders.filter(course_id=course_id, state__in=MONEY_ON_ITS_WAY).first()
        return Access(False, Reason.PAYMENT_WAITING if order else Reason.NOT_ENROLLED, order=order)
    return standing_of(seat)


def has_open_seat(user: User) -> bool:
    """Say whether ``user`` has an open seat in any course: one query."""
    return user.enrolments.active().exists()


def standing_of(seat) -> Access:
    """Say how the student of ``seat`` (courses.models.Enrolment) stands; records and order may be prefetched."""
    records = {record.step_id: record for record in seat.step_records.all()}
    reason = reason_of(seat)
    return Access(reason is Reason.ENROLLED, reason, seat, records, order=seat.order)


def restrictions_allow(*, user: Person, page: Page, passed: Collection[int] = ()) -> bool:
    """Say whether Wagtail's own restrictions on ``page`` and its ancestors let this visitor through.

    A page read with ``is_restricted=False`` (see ``courses.page_lookup``) is known to have none.
    """
    if user.is_superuser or not getattr(page, "is_restricted", True):
        return True
    return all(_passes(user, restriction, passed) for restriction in page.get_view_restrictions())


def _passes(user: Person, restriction: PageViewRestriction, passed: Collection[int]) -> bool:
    if restriction.restriction_type == PageViewRestriction.PASSWORD:
        return restriction.pk in passed
    if restriction.restriction_type == PageViewRestriction.LOGIN:
        return user.is_authenticated
    return restriction.groups.filter(user=user.pk).exists()


def reason_of(seat) -> Reason:
    """Put a seat's state into the gate's words; a seat that waits for its money says so."""
    if seat.access == seat.Access.OPEN:
        return Reason.ENROLLED
    if seat.order and seat.order.state in MONEY_ON_ITS_WAY:
        return Reason.PAYMENT_WAITING
    return Reason.PAUSED if seat.access == seat.Access.PAUSED else Reason.ENDED


def _in_order(access: Access, outline: Outline, step_id: int) -> Access:
    """Refuse a step that comes after one that must be finished first."""
    blocking = access.allowed and blocking_step(outline, step_id, access.done, completed=access.completed)
    return replace(access, allowed=False, reason=Reason.LOCKED, blocking=blocking) if blocking else access
