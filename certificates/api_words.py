"""The words of the API: what goes in and what comes out."""

from datetime import datetime

from django.utils import timezone
from ninja import Field, Schema

from certificates.models import Certificate

#: Codes in one batch.
LARGEST_BATCH = 200


class CertificateOut(Schema):
    """A certificate as printed, and its state now. ``name`` is empty if the graduate shows it only by the full link."""

    code: str
    state: str
    state_since: datetime
    state_reason: str
    name: str | None
    title: str
    course: str
    level: str
    hours_theory: int
    hours_practice: int
    assessed: list[str]
    result: str
    awarding_body: str
    qualification_number: str
    signatory: str
    completed_at: datetime
    issued_at: datetime
    expires_at: datetime | None
    superseded_by: str | None
    verification_url: str


class Problem(Schema):
    """Why there is no answer."""

    detail: str


class BatchIn(Schema):
    """Codes to check, as they were typed."""

    codes: list[str] = Field(min_length=1, max_length=LARGEST_BATCH)


class BatchLine(Schema):
    """The answer for one code; ``certificate`` is empty if no certificate has it."""

    asked: str
    certificate: CertificateOut | None


def describe(certificate: Certificate, *, with_name: bool) -> CertificateOut:
    """Return what is true of ``certificate`` now, in the words of the API."""
    successor = certificate.superseded_by
    return CertificateOut(
        code=certificate.code,
        state=certificate.state_on(timezone.now()),
        state_since=certificate.state_at,
        state_reason=certificate.state_reason,
        name=certificate.name if with_name else None,
        title=certificate.title,
        course=certificate.course_title,
        level=certificate.level,
        hours_theory=certificate.hours_theory,
        hours_practice=certificate.hours_practice,
        assessed=certificate.assessed,
        result=certificate.result,
        awarding_body=certificate.awarding_body,
        qualification_number=certificate.qualification_number,
        signatory=", ".join(filter(None, [certificate.signatory, certificate.signatory_role])),
        completed_at=certificate.completed_at,
        issued_at=certificate.issued_at,
        expires_at=certificate.expires_at,
        superseded_by=successor.code if successor else None,
        verification_url=certificate.verification_url,
    )
