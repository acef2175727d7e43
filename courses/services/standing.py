"""How a seat stands with its money, for whoever issues certificates."""

from courses.models import Enrolment
from courses.money_rules import EFFECTS, CertificateEffect, OrderState


def certificate_effect(enrolment: Enrolment) -> CertificateEffect:
    """Return what the money behind ``enrolment`` says about its certificate.

    A seat that staff gave has no order and counts as cleared.
    """
    if enrolment.order is None:
        return CertificateEffect.ISSUE
    return EFFECTS[OrderState(enrolment.order.state)].certificate
