"""The credential: Open Badges 3.0 as a W3C Verifiable Credential 2.0, built from what is copied on the certificate."""

import uuid
from typing import Any

from django.conf import settings

from certificates.credential.did import issuer_id
from certificates.credential.loader import CREDENTIALS_V2, OPEN_BADGES
from certificates.credential.proof import timestamp
from certificates.credential.status import list_url
from certificates.models import Certificate

Json = dict[str, Any]


def credential_document(certificate: Certificate) -> Json:
    """Return the unsigned credential of ``certificate``."""
    document = {
        "@context": [CREDENTIALS_V2, OPEN_BADGES],
        "id": certificate.verification_url,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": certificate.title,
        "issuer": issuer_profile(),
        "validFrom": timestamp(certificate.issued_at),
        "awardedDate": timestamp(certificate.completed_at),
        "credentialSubject": _subject(certificate),
        "credentialStatus": _status(certificate),
    }
    if certificate.expires_at:
        document["validUntil"] = timestamp(certificate.expires_at)
    return document


def issuer_profile() -> Json:
    """Return who issues: the academy, under its ``did:web`` name."""
    return {
        "id": issuer_id(),
        "type": ["Profile"],
        "name": settings.WAGTAIL_SITE_NAME,
        "url": settings.PUBLIC_URL + "/",
    }


def _subject(certificate: Certificate) -> Json:
    return {
        "id": certificate.uuid.urn,
        "type": ["AchievementSubject"],
        "identifier": [
            {"type": "IdentityObject", "hashed": False, "identityHash": certificate.name, "identityType": "name"}
        ],
        "activityEndDate": f"{certificate.completed_at:%Y-%m-%d}",
        "licenseNumber": certificate.code,
        "achievement": _achievement(certificate),
        "result": [{"type": ["Result"], "resultDescription": _urn(certificate, "result"), "value": certificate.result}],
    }


def _achievement(certificate: Certificate) -> Json:
    achievement = {
        "id": _urn(certificate, "achievement"),
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "name": certificate.title,
        "description": description(certificate),
        "criteria": {"narrative": criteria(certificate)},
        "inLanguage": "en-GB",
        "resultDescription": [
            {
                "id": _urn(certificate, "result"),
                "type": ["ResultDescription"],
                "name": "Result",
                "resultType": "Result",
            }
        ],
    }
    if certificate.course_revision:
        achievement["version"] = certificate.course_revision
    if certificate.qualification_number:
        achievement["otherIdentifier"] = [
            {
                "type": "IdentifierEntry",
                "identifier": certificate.qualification_number,
                "identifierType": "ext:qualificationNumber",
            }
        ]
    return achievement


def _urn(certificate: Certificate, kind: str) -> str:
    """Return a name that is the same for all who did the same revision of the same course."""
    return uuid.uuid5(certificate.course_uuid, f"{kind}/{certificate.course_revision}").urn


def _status(certificate: Certificate) -> Json:
    url = list_url(certificate.status_list.number)
    return {
        "id": f"{url}#{certificate.status_index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(certificate.status_index),
        "statusListCredential": url,
    }


def description(certificate: Certificate) -> str:
    """Return one honest sentence on what the certificate is; signed text, therefore always in English."""
    words = [f"{settings.WAGTAIL_SITE_NAME}'s certificate of completion of the course “{certificate.course_title}”"]
    if certificate.level:
        words.append(f"level: {certificate.level}")
    if certificate.hours:
        words.append(f"guided hours: {certificate.hours_theory} theory, {certificate.hours_practice} practice")
    if certificate.awarding_body:
        words.append(f"awarding body: {certificate.awarding_body}")
    return "; ".join(words) + "."


def criteria(certificate: Certificate) -> str:
    """Say what it took; signed text, therefore always in English."""
    assessed = "".join(f"\n- {line}" for line in certificate.assessed)
    return "All required steps of the course were completed." + (f" Assessed:{assessed}" if assessed else "")
