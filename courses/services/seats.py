"""Carrying out what the money says about a seat."""

from datetime import datetime

from django.db import transaction

from accounts.models import AuditRecord, User
from courses.models import Enrolment, Order
from courses.money_rules import EFFECTS, AccessEffect, OrderState
from courses.services.enrolment import grant_seat, set_access

CLOSED_BY = {
    AccessEffect.NONE: Enrolment.Access.ENDED,
    AccessEffect.AS_COURSE_SAYS: Enrolment.Access.ENDED,
    AccessEffect.END: Enrolment.Access.ENDED,
    AccessEffect.PAUSE: Enrolment.Access.PAUSED,
}


SEAT_DECISIONS = ["enrolment.access", "enrolment.grant", "enrolment.order"]


@transaction.atomic
def align_seat(*, order: Order, at: datetime, has_moved: bool = False) -> bool:
    """Make the student's seat in the order's course what all their orders of it say; return whether that changed it.

    A seat stands on an order that opens it, the one it stands on already before any other: what happens to an older
    order does not touch it. A seat that staff gave is not the money's business, and what staff last decided about a
    seat stands until the state of its order moves on (``has_moved``), or a new one is paid.
    """
    User.objects.select_for_update().get(pk=order.student_id)
    seat = Enrolment.objects.filter(student_id=order.student_id, course_id=order.course_id).first()
    if seat is not None and seat.order_id is None and seat.access == Enrolment.Access.OPEN:
        return False
    basis = _basis(order, seat, has_moved=has_moved)
    if basis is not None:
        return _open(basis, seat, at)
    return seat is not None and seat.order is not None and _close(seat, seat.order, at, has_moved=has_moved)


def opens(order: Order) -> bool:
    """Whether an order in its present state opens the course."""
    effect = EFFECTS[OrderState(order.state)].access
    return effect is AccessEffect.OPEN or (
        effect is AccessEffect.AS_COURSE_SAYS and order.course.opens_while_processing
    )


def _basis(order: Order, seat: Enrolment | None, *, has_moved: bool) -> Order | None:
    """The order for the seat to stand on, if any opens it."""
    found = Order.objects.for_seat(student_id=order.student_id, course_id=order.course_id).select_related("course")
    opening = {candidate.pk: candidate for candidate in found if opens(candidate)}
    if seat is not None and seat.order_id in opening:
        is_settled = seat.access == Enrolment.Access.OPEN or not has_moved or order.pk not in opening
        return opening[seat.order_id] if is_settled else order
    return opening.get(order.pk) or next(iter(opening.values()), None)


def _open(order: Order, seat: Enrolment | None, at: datetime) -> bool:
    own = seat if seat is not None and seat.order_id == order.pk else None
    if own is not None and (own.access == Enrolment.Access.OPEN or is_decided_by_staff(own)):
        return False
    grant_seat(student=order.student, course=order.course, at=at, order=order)
    return True


def _close(seat: Enrolment, order: Order, at: datetime, *, has_moved: bool) -> bool:
    """Pause or end a seat whose own order does not open it; under review it stays as it is, and ended stays ended."""
    state = OrderState(order.state)
    access = CLOSED_BY.get(EFFECTS[state].access)
    if access is None or seat.access in {access, Enrolment.Access.ENDED}:
        return False
    if not has_moved and is_decided_by_staff(seat):
        return False
    set_access(enrolment=seat, access=access, at=at, reason=f"order {order.reference} is {state.value}")
    return True


def is_decided_by_staff(seat: Enrolment) -> bool:
    """Whether the last word about a seat was a person's."""
    words = AuditRecord.objects.filter(
        target_type="courses.enrolment", target_id=str(seat.pk), action__in=SEAT_DECISIONS
    )
    last = words.order_by("-pk").first()
    return last is not None and last.actor_id is not None
