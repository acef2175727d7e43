"""What a finished course still waits for before its certificate, in plain words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import User
from certificates.names import clean_name
from courses.models import Enrolment
from courses.money_rules import CertificateEffect
from courses.services.standing import certificate_effect


@dataclass(frozen=True)
class Waiting:
    """A course that is complete and has no certificate yet, and why."""

    course: str
    why: str


def waiting_for(student: User) -> list[Waiting]:
    """Return the student's finished courses without a certificate."""
    seats = Enrolment.objects.completed().filter(student=student, certificates=None)
    return [Waiting(seat.course.title, _why(seat, student)) for seat in seats.select_related("order", "course")]


def _why(enrolment: Enrolment, student: User) -> str:
    if not clean_name(student.legal_name):
        return _("It waits for your legal name: add it to your profile as it should be printed.")
    return {
        CertificateEffect.ISSUE: _("It is being made and will be here in a moment."),
        CertificateEffect.NONE: _(
            "It waits for your payment to clear. You need not do anything; we will write to you."
        ),
        CertificateEffect.HOLD: _("It waits until a question about your payment is settled. We will write to you."),
        CertificateEffect.SUSPEND: _("It waits until your payment is clarified. We will write to you."),
        CertificateEffect.REVOKE: _(
            "The payment was returned, so there is no certificate. Write to us if that is wrong."
        ),
    }[certificate_effect(enrolment)]
