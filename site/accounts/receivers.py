"""Role changes, whichever way they come: the person's form, a bulk action, a shell. Only here do all of them pass."""

from typing import Any

from allauth.core import context
from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.models import User
from accounts.network import client_address
from accounts.services import roles

CHANGES = {"post_add": True, "pre_remove": False, "pre_clear": False}


def on_roles_changed(
    sender: type, instance: User | Group, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any
) -> None:
    """Audit a change of ``User.groups`` from either side and keep ``is_staff`` in step."""
    for user, groups in _pairs(instance, reverse=reverse, keys=pk_set):
        if action in CHANGES:
            _record(user, groups, granted=CHANGES[action])
        if action.startswith("post_"):
            roles.align_staff_flag(user=user)


def _pairs(instance: User | Group, *, reverse: bool, keys: set[int] | None) -> list[tuple[User, list[Group]]]:
    if isinstance(instance, Group):
        members = instance.user_set.all() if keys is None else User.objects.filter(pk__in=keys)
        return [(user, [instance]) for user in members]
    held = instance.groups.all()
    return [(instance, list(held if keys is None else Group.objects.filter(pk__in=keys)))]


def _record(user: User, groups: list[Group], *, granted: bool) -> None:
    request = context.request
    actor = getattr(request, "user", None)
    roles.record_role_change(
        user=user,
        groups=groups,
        granted=granted,
        at=timezone.now(),
        actor=actor if actor and actor.is_authenticated else None,
        address=client_address(request) if request else None,
    )
