"""Who may read the part of the atlas that is for students: a small registry that floors above fill.

The basics are for everyone; where points lie, palpation, stretches and where a muscle is taught are for whoever a rule
lets in. This floor knows no courses: ``courses`` registers “has an open seat”.
"""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser

from accounts.models import User

Rule = Callable[[User], bool]
_rules: list[Rule] = []


def register_reader(rule: Rule) -> Rule:
    """Let in whoever ``rule(user)`` says; it is asked about people who are signed in only."""
    if rule not in _rules:
        _rules.append(rule)
    return rule


def may_read_everything(user: User | AnonymousUser) -> bool:
    """Say whether ``user`` reads the whole atlas: staff, and whoever a registered rule lets in."""
    if not isinstance(user, User) or not user.is_authenticated:
        return False
    return user.has_perm("wagtailadmin.access_admin") or any(rule(user) for rule in _rules)
