"""Internal quality assurance: a second person confirms what was sampled, or returns it with a reason."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from courses.models import Enrolment
from quizzes.models import LogEntry, Observation
from quizzes.practice_rules import PracticeRefused
from quizzes.services.log_signing import finish_log

State, Sample = Observation.State, LogEntry.Sample


@transaction.atomic
def assure_observation(
    *, observation: Observation, actor: User, confirmed: bool, reason: str, at: datetime
) -> Observation:
    """Confirm or return a sampled observation; a return needs a reason and takes no completed step away."""
    found = Observation.objects.select_for_update(of=("self",)).select_related("enrolment").get(pk=observation.pk)
    if found.state != State.SAMPLED:
        raise PracticeRefused(_("Quality assurance has decided about this already."))
    _refuse_wrong(actor, {found.assessor_id, found.enrolment.student_id}, confirmed, reason)
    found.state = State.CONFIRMED if confirmed else State.RETURNED
    found.iqa, found.iqa_at, found.iqa_reason = actor, at, reason
    found.save(update_fields=["state", "iqa", "iqa_at", "iqa_reason"])
    audit.record(
        action="observation.confirm" if confirmed else "observation.return",
        target=found,
        at=at,
        actor=actor,
        from_value=State.SAMPLED,
        to_value=found.state,
        reason=reason,
    )
    return found


@transaction.atomic
def assure_entry(*, entry: LogEntry, actor: User, confirmed: bool, reason: str, at: datetime) -> LogEntry:
    """Confirm a sampled entry, which may complete its log, or return it to its student: it stops counting."""
    seat = Enrolment.objects.select_for_update().get(pk=entry.enrolment_id)
    found = LogEntry.objects.select_for_update(of=("self",)).select_related("log").get(pk=entry.pk)
    if found.sample != Sample.WAITING or found.state != LogEntry.State.SIGNED_OFF:
        raise PracticeRefused(_("Quality assurance has decided about this already."))
    _refuse_wrong(actor, {found.assessor_id, seat.student_id}, confirmed, reason)
    found.sample = Sample.CONFIRMED if confirmed else Sample.RETURNED
    found.iqa, found.iqa_at = actor, at
    if not confirmed:
        found.state, found.comment = LogEntry.State.RETURNED, reason
    found.save(update_fields=["sample", "iqa", "iqa_at", "state", "comment"])
    audit.record(
        action="log.confirm" if confirmed else "log.return_by_iqa",
        target=found,
        at=at,
        actor=actor,
        from_value=Sample.WAITING,
        to_value=found.sample,
        reason=reason,
    )
    if confirmed:
        finish_log(log=found.log, enrolment=seat, at=at)
    return found


def _refuse_wrong(actor: User, involved: set[int | None], confirmed: bool, reason: str) -> None:
    if actor.pk in involved:
        raise PracticeRefused(_("Quality assurance is for somebody who neither assessed this nor did it."))
    if not confirmed and not reason.strip():
        raise PracticeRefused(_("Say why it goes back."))
