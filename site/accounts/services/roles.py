"""Roles are groups; who works here follows from them, and each change is audited."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import Group

from accounts.models import User
from accounts.services import audit

STAFF_ROLES = frozenset({"editor", "assessor", "iqa", "finance", "administrator"})


def record_role_change(
    *,
    user: User,
    groups: Iterable[Group],
    granted: bool,
    at: datetime,
    actor: User | None = None,
    address: str | None = None,
) -> None:
    """Write down that ``user`` got or lost ``groups``."""
    names = ", ".join(sorted(group.name for group in groups))
    if not names:
        return
    audit.record(
        action="role.grant" if granted else "role.withdraw",
        target=user,
        at=at,
        actor=actor,
        from_value="" if granted else names,
        to_value=names if granted else "",
        address=address,
    )


def align_staff_flag(*, user: User) -> None:
    """Make ``is_staff`` say what the roles say, so that a page need not ask for permissions to draw its menu."""
    works_here = user.is_superuser or user.groups.filter(name__in=STAFF_ROLES).exists()
    if user.is_staff != works_here:
        user.is_staff = works_here
        User.objects.filter(pk=user.pk).update(is_staff=works_here)
