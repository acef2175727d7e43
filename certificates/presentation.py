"""How a state is said to somebody who checks a certificate: word, kind of colour, sentence."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from certificates.models import Certificate
from certificates.states import State


@dataclass(frozen=True)
class Verdict:
    """One state in words; ``kind`` names its colour and ``shape`` its sign, so that neither stands alone."""

    word: str | Promise
    kind: str
    shape: str
    sentence: str | Promise


VERDICTS = {
    State.VALID: Verdict(_("Valid"), "good", "tick", _("We issued this certificate and it stands today.")),
    State.SUSPENDED: Verdict(
        _("Suspended"),
        "warn",
        "pause",
        _("We issued this certificate, but it does not count while something is being clarified."),
    ),
    State.REVOKED: Verdict(
        _("Revoked"), "bad", "cross", _("We issued this certificate and have taken it back. Do not rely on it.")
    ),
    State.SUPERSEDED: Verdict(
        _("Replaced"), "neutral", "arrow", _("We issued a corrected certificate in its place. Ask for the new one.")
    ),
    State.EXPIRED: Verdict(
        _("Expired"), "warn", "clock", _("We issued this certificate; the time for which it was issued is over.")
    ),
}


def verdict_on(certificate: Certificate, *, at: datetime) -> Verdict:
    """Return how the state of ``certificate`` at ``at`` is said."""
    return VERDICTS[certificate.state_on(at)]
