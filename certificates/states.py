"""The rule of a certificate's state, without a database."""

from enum import IntEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """What is true of a certificate today."""

    VALID = "valid", _("valid")
    SUSPENDED = "suspended", _("suspended")
    REVOKED = "revoked", _("revoked")
    SUPERSEDED = "superseded", _("replaced")
    EXPIRED = "expired", _("expired")


class Hold(TextChoices):
    """What one side (the money, the staff) says against a certificate."""

    NONE = "", _("nothing")
    SUSPENDED = "suspended", _("suspended")
    REVOKED = "revoked", _("revoked")


class _Weight(IntEnum):
    NONE = 0
    SUSPENDED = 1
    REVOKED = 2


def derive_state(*, money: Hold, staff: Hold, expired: bool = False, superseded: bool = False) -> State:
    """Return the state that follows: replaced is final, else the heavier of both holds, else expired, else valid.

    The two holds are kept apart so that a dispute won never lifts what staff decided, nor the other way round.
    """
    if superseded:
        return State.SUPERSEDED
    heavier = max(_Weight[Hold(money).name], _Weight[Hold(staff).name])
    if heavier:
        return State[heavier.name]
    return State.EXPIRED if expired else State.VALID


#: States whose bit in the signed status list is set.
REVOKED_FOR_VERIFIERS = (State.REVOKED, State.SUPERSEDED)
#: States of which an enrolment has at most one certificate.
CURRENT = (State.VALID, State.SUSPENDED, State.REVOKED)
