"""The dresses of a certificate, made once: the signed JSON, then the PDF and the badges that carry it."""

import json
from datetime import datetime

from certificates.artwork.badge import badge_png, badge_svg
from certificates.artwork.baking import bake_png, bake_svg
from certificates.artwork.pdf import certificate_pdf
from certificates.credential.document import credential_document
from certificates.credential.proof import sign
from certificates.models import Certificate, CertificateFiles
from certificates.services.keys import current_key


def make_files(certificate: Certificate, *, at: datetime) -> CertificateFiles:
    """Sign the credential and draw what carries it; raise KeyMissing if there is no key to sign with."""
    key = current_key(at=at)
    signed = sign(credential_document(certificate), key=key.private, method=key.method, at=at)
    credential = json.dumps(signed, ensure_ascii=False, indent=2)
    return CertificateFiles.objects.create(
        certificate=certificate,
        credential=credential,
        pdf=certificate_pdf(certificate, credential=credential),
        png=bake_png(badge_png(certificate), credential),
        svg=bake_svg(badge_svg(certificate), credential),
    )
