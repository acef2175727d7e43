"""Where a graduate takes a certificate: links with everything filled in."""

from urllib.parse import urlencode

from django.conf import settings
from django.utils.timezone import localtime

from certificates.models import Certificate

LINKEDIN = "https://www.linkedin.com/profile/add"


def linkedin_address(certificate: Certificate) -> str:
    """Return the address at LinkedIn that adds ``certificate`` to a profile, ready to be confirmed."""
    issued = localtime(certificate.issued_at)
    fields = {
        "startTask": "CERTIFICATION_NAME",
        "name": certificate.title,
        "organizationName": settings.WAGTAIL_SITE_NAME,
        "issueYear": issued.year,
        "issueMonth": issued.month,
        "certUrl": certificate.full_link,
        "certId": certificate.code,
    }
    return f"{LINKEDIN}?{urlencode(fields)}"
