"""The certificate as a PDF: PDF/A-3a and PDF/UA-1, drawn by typst from data, with the signed JSON inside."""

import io
import json
from functools import cache
from pathlib import Path
from typing import Any

import segno
import typst
from anyascii import anyascii
from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certificates.models import Certificate

FOLDER = Path(__file__).parent
FONTS = FOLDER.parent / "fonts"
#: What an export error says when no font draws a character (PDF/A forbids the empty box).
MISSING_GLYPH = "could not be displayed"

MOST_LINES = 9


@cache
def fonts() -> typst.Fonts:
    """Return typst's own fonts and ours, read once; never the machine's."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])


def certificate_pdf(certificate: Certificate, *, credential: str) -> bytes:
    """Return the PDF of ``certificate`` with ``credential`` attached.

    A character that none of the fonts draws is printed in Latin letters; raise typst.TypstError for any other trouble.
    """
    data = page_data(certificate)
    try:
        return _compile(certificate, data, credential)
    except typst.TypstError as error:
        if MISSING_GLYPH not in error.message:
            raise
        return _compile(certificate, _in_latin(data), credential)


def _compile(certificate: Certificate, data: dict[str, Any], credential: str) -> bytes:
    inputs = {"data": json.dumps(data), "credential": credential, "qr": qr_svg(certificate.full_link)}
    return typst.compile(
        str(FOLDER / "certificate.typ"),
        root=str(FOLDER),
        font_paths=fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=["a-3a", "ua-1"],
        timestamp=int(certificate.issued_at.timestamp()),
    )


def qr_svg(address: str) -> str:
    """Return the QR code of ``address`` as SVG, in the ink of the page."""
    buffer = io.BytesIO()
    segno.make(address, error="m", micro=False).save(buffer, kind="svg", dark="#1d2426", border=0, xmldecl=False)
    return buffer.getvalue().decode()


def page_data(certificate: Certificate) -> dict[str, Any]:
    """Return what the page shows, as plain data: nothing of it is ever read as markup."""
    return {
        "academy": settings.WAGTAIL_SITE_NAME,
        "document_title": f"{certificate.title} – {certificate.name}",
        "description": _("Certificate %(code)s, checked at %(address)s")
        % {"code": certificate.code, "address": certificate.verification_url},
        "name": certificate.name,
        "title": certificate.title,
        "course": course_line(certificate),
        "facts": facts(certificate),
        "award": award_line(certificate),
        "assessed": assessed_lines(certificate),
        "signatory": certificate.signatory,
        "signatory_role": certificate.signatory_role,
        "completed_on": date_words(certificate.completed_at),
        "issued_on": date_words(certificate.issued_at),
        "code": certificate.code,
        "check_at": settings.PUBLIC_URL.split("://", 1)[-1] + "/verify/",
        "ring": f"{settings.WAGTAIL_SITE_NAME} · {_('Certificate of completion')} · ".upper(),
        "words": page_words(),
    }


def page_words() -> dict[str, str]:
    """Return the words that every certificate has."""
    return {
        "kind": _("Certificate of completion"),
        "certify": _("This is to certify that"),
        "completed": _("has completed every part of"),
        "assessed": _("What was assessed"),
        "completed_on": _("Completed on"),
        "issued_on": _("Issued on"),
        "check": _("Check that this is true today:"),
        "code": _("Code"),
        "qr": _("QR code that opens the page on which this certificate is checked"),
        "attachment": _("The same certificate as a signed Open Badges 3.0 credential"),
    }


def course_line(certificate: Certificate) -> str:
    """Name the course where the title does not."""
    if certificate.course_title == certificate.title:
        return ""
    return _("Course: %(course)s") % {"course": certificate.course_title}


def facts(certificate: Certificate) -> list[str]:
    """Return level, hours and result in short phrases, only those there are."""
    theory, practice = certificate.hours_theory, certificate.hours_practice
    phrases = [
        certificate.level,
        theory and ngettext("%(n)d guided hour of theory", "%(n)d guided hours of theory", theory) % {"n": theory},
        practice and ngettext("%(n)d hour of practice", "%(n)d hours of practice", practice) % {"n": practice},
        certificate.result,
    ]
    return [phrase for phrase in phrases if phrase]


def assessed_lines(certificate: Certificate) -> list[str]:
    """Return what was assessed, as many lines as the page holds; the credential has them all."""
    lines = certificate.assessed
    if len(lines) <= MOST_LINES:
        return lines
    rest = len(lines) - MOST_LINES + 1
    more = ngettext("and %(n)d more, in the attached credential", "and %(n)d more, in the attached credential", rest)
    return [*lines[: MOST_LINES - 1], more % {"n": rest}]


def award_line(certificate: Certificate) -> str:
    """Name the awarding body and its number, only where the course really carries one."""
    if not certificate.awarding_body:
        return ""
    line = _("Awarding body: %(body)s") % {"body": certificate.awarding_body}
    if certificate.qualification_number:
        line += ", " + _("qualification number %(number)s") % {"number": certificate.qualification_number}
    return line


def date_words(moment: Any) -> str:
    """Return the date in words: “21 November 2026”."""
    return date_format(localtime(moment), "j F Y")


def _in_latin(value: Any) -> Any:
    """Return ``value`` with every character beyond Latin, Greek and Cyrillic written in Latin letters."""
    if isinstance(value, str):
        return "".join(c if ord(c) < 0x530 or 0x2000 <= ord(c) < 0x2070 else anyascii(c) for c in value)
    if isinstance(value, list):
        return [_in_latin(item) for item in value]
    if isinstance(value, dict):
        return {key: _in_latin(item) for key, item in value.items()}
    return value
