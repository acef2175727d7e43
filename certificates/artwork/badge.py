"""The badge as a picture: drawn by typst from the same seal as the certificate, as SVG and as PNG."""

import json
from typing import Any, Literal

import typst
from django.conf import settings
from django.utils.timezone import localtime

from certificates.artwork.pdf import FOLDER, fonts
from certificates.models import Certificate

#: Pixels a side of the PNG: 600.
PIXELS_PER_INCH = 254


def badge_svg(certificate: Certificate) -> str:
    """Return the badge as SVG, its letters as outlines."""
    return _draw(certificate, "svg").decode()


def badge_png(certificate: Certificate) -> bytes:
    """Return the badge as PNG, 600 pixels a side."""
    return _draw(certificate, "png")


def _draw(certificate: Certificate, form: Literal["svg", "png"]) -> bytes:
    drawn = typst.compile(
        str(FOLDER / "badge.typ"),
        root=str(FOLDER),
        font_paths=fonts(),
        ignore_system_fonts=True,
        format=form,
        ppi=PIXELS_PER_INCH,
        sys_inputs={"data": json.dumps(badge_data(certificate))},
    )
    return drawn if isinstance(drawn, bytes) else b"".join(drawn)


def badge_data(certificate: Certificate) -> dict[str, Any]:
    """Return what the badge shows, as plain data."""
    return {
        "academy": settings.WAGTAIL_SITE_NAME,
        "title": certificate.title,
        "level": certificate.level,
        "year": str(localtime(certificate.issued_at).year),
    }
