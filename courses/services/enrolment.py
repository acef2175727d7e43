"""Giving a seat in a course, and opening, pausing or ending it."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.services import audit
from courses.models import CoursePage, Enrolment, Order


@transaction.atomic
def grant_seat(
    *, student: User, course: CoursePage, at: datetime, order: Order | None = None, actor: User | None = None
) -> Enrolment:
    """Give ``student`` an open seat in ``course``, standing on ``order`` or, without one, given by staff.

    Granting what is there already changes nothing and leaves no trace; a seat that had ended opens again, a seat bought
    anew stands on the new order.
    """
    seat, created = Enrolment.objects.select_for_update().get_or_create(
        student=student, course=course, defaults={"order": order, "started_at": at}
    )
    if created:
        audit.record(action="enrolment.grant", target=seat, at=at, actor=actor, to_value=_basis(order))
        return seat
    is_new_basis = order is not None or seat.access != Enrolment.Access.OPEN
    if is_new_basis and seat.order_id != (order.pk if order else None):
        _rest_on(seat, order=order, at=at, actor=actor)
    return set_access(enrolment=seat, access=Enrolment.Access.OPEN, at=at, reason="granted", actor=actor)


@transaction.atomic
def set_access(*, enrolment: Enrolment, access: str, at: datetime, reason: str, actor: User | None = None) -> Enrolment:
    """Open, pause or end a seat; ``reason`` is kept with it. Setting what is set already changes nothing."""
    seat = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    before, seat.access = seat.access, Enrolment.Access(access)
    if before != seat.access:
        seat.save(update_fields=["access"])
        audit.record(
            action="enrolment.access",
            target=seat,
            at=at,
            actor=actor,
            from_value=before,
            to_value=seat.access,
            reason=reason,
        )
    return seat


def _rest_on(seat: Enrolment, *, order: Order | None, at: datetime, actor: User | None) -> None:
    before, seat.order = seat.order, order
    seat.save(update_fields=["order"])
    audit.record(
        action="enrolment.order",
        target=seat,
        at=at,
        actor=actor,
        from_value=_basis(before),
        to_value=_basis(order),
    )


def _basis(order: Order | None) -> str:
    return f"order {order.reference}" if order else "given by staff"
