"""Issuing: the one idempotent function that makes a certificate agree with the course and the money."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.services import audit
from certificates.models import Certificate
from certificates.names import clean_name
from certificates.notices import tell_graduate
from certificates.services.files import make_files
from certificates.services.standing import follow_holds
from certificates.services.status_lists import reserve_entry
from certificates.states import Hold, State
from courses.models import Enrolment
from courses.money_rules import CertificateEffect
from courses.services.standing import certificate_effect

#: What each effect of the money puts on an issued certificate; an effect that is absent leaves it alone.
HOLDS = {
    CertificateEffect.ISSUE: Hold.NONE,
    CertificateEffect.SUSPEND: Hold.SUSPENDED,
    CertificateEffect.REVOKE: Hold.REVOKED,
}


@transaction.atomic
def align(*, enrolment: Enrolment, at: datetime) -> Certificate | None:
    """Issue, suspend, revoke or restore the certificate of ``enrolment`` as course and money say; return it, if any.

    Safe to call at any time, twice at once, from anywhere: the enrolment's row is locked, a constraint allows one
    current certificate, and its files are made in the same transaction, so that it is whole or not there.
    """
    enrolment = _locked(enrolment)
    effect = certificate_effect(enrolment, at)
    certificate = certificate_of(enrolment)
    if certificate is None:
        return _issue(enrolment, at=at) if may_issue(enrolment, effect) else None
    if effect in HOLDS and certificate.money_hold != HOLDS[effect]:
        certificate.money_hold = HOLDS[effect]
        follow_holds(certificate, at=at, reason=_money_words(HOLDS[effect]))
    return certificate


def _locked(enrolment: Enrolment) -> Enrolment:
    seats = Enrolment.objects.select_for_update(of=("self",)).select_related("order", "course", "student")
    return seats.get(pk=enrolment.pk)


def certificate_of(enrolment: Enrolment) -> Certificate | None:
    """Return the certificate that speaks for ``enrolment``, replaced ones aside, its row locked."""
    own = Certificate.objects.select_for_update(of=("self",)).filter(enrolment=enrolment)
    return own.exclude(state=State.SUPERSEDED).first()


def may_issue(enrolment: Enrolment, effect: CertificateEffect) -> bool:
    """Say whether a first certificate is due: complete, paid, and with a name to print."""
    named = clean_name(enrolment.student.legal_name)
    return bool(enrolment.completed_at and effect == CertificateEffect.ISSUE and named)


def _issue(enrolment: Enrolment, *, at: datetime) -> Certificate:
    return create(printed(enrolment), at=at, action="certificate.issue")


def create(fields: dict, *, at: datetime, action: str, **audit_words) -> Certificate:
    """Write a certificate with its bit and its files, and have the graduate told; call inside a transaction."""
    status_list, index = reserve_entry(at=at)
    certificate = Certificate.objects.create(
        **fields, issued_at=at, state_at=at, status_list=status_list, status_index=index
    )
    make_files(certificate, at=at)
    audit.record(action=action, target=certificate, at=at, to_value=certificate.code, **audit_words)
    transaction.on_commit(partial(tell_graduate.enqueue, certificate.pk))
    return certificate


def printed(enrolment: Enrolment) -> dict:
    """Return everything that a certificate copies from the course and the graduate."""
    course = enrolment.course
    assessed = [str(block.value) for block in course.assessed_by]
    return {
        "enrolment": enrolment,
        "student": enrolment.student,
        "name": clean_name(enrolment.student.legal_name),
        "title": course.award_title or course.title,
        "course_title": course.title,
        "level": course.level,
        "hours_theory": course.hours_theory,
        "hours_practice": course.hours_practice,
        "assessed": assessed,
        "result": _("All assessments passed") if assessed else _("Completed"),
        "awarding_body": course.awarding_body,
        "qualification_number": course.qualification_number,
        "signatory": course.signatory_name,
        "signatory_role": course.signatory_role,
        "course_uuid": course.translation_key,
        "course_revision": str(course.live_revision_id or ""),
        "completed_at": enrolment.completed_at,
    }


def _money_words(hold: Hold) -> str:
    return {
        Hold.NONE: _("The payment is settled again."),
        Hold.SUSPENDED: _("The payment is being clarified."),
        Hold.REVOKED: _("The payment was returned."),
    }[hold]
