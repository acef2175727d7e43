"""A student asks for another look at a mark: once a script, in time, knowing that it can go down."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from quizzes.desk_rules import APPEAL_TIME, DeskRefusal, as_percent
from quizzes.models import Appeal, Script
from quizzes.services.scripts import lock_script


def may_appeal(script: Script, at: datetime) -> bool:
    """Whether the student may still appeal: told less than fourteen days ago, not yet appealed, not the full mark."""
    is_told = script.state == Script.State.RELEASED and script.released_at is not None
    in_time = is_told and at <= script.released_at + APPEAL_TIME  # type: ignore[operator]
    return in_time and script.share != 1 and not hasattr(script, "appeal")


@transaction.atomic
def appeal(*, script: Script, student: User, reason: str, understood: bool, at: datetime) -> Appeal:
    """Send a script back to the desk, to somebody who has not marked it; its mark stands until they have.

    Raise DeskRefusal if it is too late or not the first time, or the student was not told that marks can go down.
    """
    script = lock_script(script.pk)
    if script.response.attempt.enrolment.student_id != student.pk or not may_appeal(script, at):
        raise DeskRefusal(_("There is no appeal against this mark, or no longer."))
    if not understood:
        raise DeskRefusal(_("Confirm that you know that the mark can also go down."))
    lodged = Appeal.objects.create(
        script=script, reason=reason, understood=understood, lodged_at=at, share_before=script.share
    )
    script.state = Script.State.DISPUTED
    script.save(update_fields=["state"])
    audit.record(action="script.appeal", target=script, at=at, actor=student, from_value=as_percent(script.share))
    return lodged
