"""Watching a practical: an observation is started, kept as a draft as one goes, and signed by both."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from courses.models import Enrolment
from courses.services.progress import complete_step
from quizzes.models import Observation, ObservedCriterion, PracticalPage
from quizzes.practice_rules import Outcome, PracticeRefused, Verdict

State = Observation.State


@dataclass(frozen=True)
class Notes:
    """What an assessor has written down so far; ``verdicts`` are verdict and feedback by the criterion's number."""

    verdicts: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    feedback: str = ""
    critical_fail: bool = False
    critical_reason: str = ""


@transaction.atomic
def start_observation(*, enrolment: Enrolment, practical: PracticalPage, assessor: User, at: datetime) -> Observation:
    """Start an observation, or return the assessor's own draft; raise PracticeRefused if it cannot begin."""
    seat = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    if seat.course_id != practical.course_id or seat.access != Enrolment.Access.OPEN:
        raise PracticeRefused(_("This student has no open seat in the course of the practical."))
    if seat.student_id == assessor.pk:
        raise PracticeRefused(_("Nobody assesses themselves."))
    draft = Observation.objects.drafts().filter(enrolment=seat, practical=practical).first()
    if draft is not None and draft.assessor_id != assessor.pk:
        raise PracticeRefused(_("Another assessor is writing about this student and this practical just now."))
    return draft or _begin(seat, practical, assessor, at)


def _begin(seat: Enrolment, practical: PracticalPage, assessor: User, at: datetime) -> Observation:
    criteria = practical.criteria_list()
    if not criteria:
        raise PracticeRefused(_("This practical has no criteria yet."))
    started = Observation.objects.create(enrolment=seat, practical=practical, assessor=assessor, started_at=at)
    ObservedCriterion.objects.bulk_create(
        ObservedCriterion(observation=started, number=number, **criterion)
        for number, criterion in enumerate(criteria, 1)
    )
    _record(started, "observation.start", "", at, assessor)
    return started


@transaction.atomic
def save_notes(*, observation: Observation, assessor: User, notes: Notes) -> Observation:
    """Keep what was typed; raise PracticeRefused for a signed observation or another assessor's."""
    draft = locked_draft(observation, assessor)
    draft.feedback = notes.feedback
    draft.critical_fail, draft.critical_reason = notes.critical_fail, notes.critical_reason
    draft.save(update_fields=["feedback", "critical_fail", "critical_reason"])
    criteria = list(draft.criteria.filter(number__in=notes.verdicts))
    for criterion in criteria:
        criterion.verdict, criterion.feedback = notes.verdicts[criterion.number]
    ObservedCriterion.objects.bulk_update(criteria, ["verdict", "feedback"])
    return draft


def locked_draft(observation: Observation, assessor: User) -> Observation:
    """Return the assessor's draft, locked."""
    draft = Observation.objects.select_for_update(of=("self",)).select_related("enrolment").get(pk=observation.pk)
    if not draft.is_draft:
        raise PracticeRefused(_("This observation has been signed; it is not changed any more."))
    if draft.assessor_id != assessor.pk:
        raise PracticeRefused(_("Only the assessor who began it writes in it."))
    return draft


@transaction.atomic
def sign_observation(*, observation: Observation, assessor: User, name: str, at: datetime) -> Observation:
    """Sign as the assessor; raise PracticeRefused while something that must be said is missing.

    A critical criterion that is not met yet makes the whole a critical failure.
    """
    draft = locked_draft(observation, assessor)
    missed = draft.criteria.filter(critical=True, verdict=Verdict.NOT_YET).exists()
    draft.critical_fail = draft.critical_fail or missed
    _refuse_unsaid(draft, name)
    draft.assessor_name, draft.assessor_signed_at, draft.state = name, at, State.SIGNED
    draft.save(update_fields=["critical_fail", "assessor_name", "assessor_signed_at", "state"])
    _record(draft, "observation.sign", State.DRAFT, at, assessor, reason=draft.critical_reason)
    return draft


def _refuse_unsaid(draft: Observation, name: str) -> None:
    if not name.strip():
        raise PracticeRefused(_("Type your name to sign."))
    if draft.critical_fail and not draft.critical_reason.strip():
        raise PracticeRefused(_("Something critical failed: say what happened and why it is critical."))
    if draft.result != Outcome.MET and not draft.feedback.strip():
        raise PracticeRefused(_("Not everything is met: say in the feedback what the student should practise."))


@transaction.atomic
def countersign_observation(*, observation: Observation, student: User, name: str, at: datetime) -> Observation:
    """Sign as the student; with every criterion met the step is complete as of the assessor's signature.

    A second signature changes nothing. Locks the seat before the observation, as finishing a course does.
    """
    seat = Enrolment.objects.select_for_update().get(pk=observation.enrolment_id, student=student)
    signed = Observation.objects.select_for_update(of=("self",)).select_related("practical").get(pk=observation.pk)
    if signed.learner_signed_at:
        return signed
    if signed.state != State.SIGNED or signed.assessor_signed_at is None:
        raise PracticeRefused(_("The assessor has not signed it yet."))
    if not name.strip():
        raise PracticeRefused(_("Type your name to sign."))
    signed.learner_name, signed.learner_signed_at, signed.state = name, at, State.COUNTERSIGNED
    signed.save(update_fields=["learner_name", "learner_signed_at", "state"])
    _record(signed, "observation.countersign", State.SIGNED, at, student)
    if signed.result == Outcome.MET:
        complete_step(enrolment=seat, step=signed.practical, at=signed.assessor_signed_at)
    return signed


def _record(done: Observation, action: str, before: str, at: datetime, actor: User, *, reason: str = "") -> None:
    audit.record(action=action, target=done, at=at, actor=actor, from_value=before, to_value=done.state, reason=reason)
