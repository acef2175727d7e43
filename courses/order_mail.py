"""What we write to a student about an order: plain text from ``templates/courses/mail/``."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from courses.models import Order
from courses.money_format import format_money

SUBJECTS = {
    "received": _("Payment received: %(title)s"),
    "processing": _("Your payment is on its way: %(title)s"),
    "awaiting_transfer": _("We are waiting for your bank transfer: %(title)s"),
    "failed": _("Your payment did not go through: %(title)s"),
    "part_refunded": _("Part of your payment is on its way back: %(title)s"),
    "refunded": _("Your refund: %(title)s"),
    "disputed": _("Your access is paused: %(title)s"),
    "charged_back": _("Your payment was taken back: %(title)s"),
    "restored": _("All is well again: %(title)s"),
}


def compose(word: str, order: Order) -> tuple[str, str]:
    """Return subject and body of the mail called ``word`` about ``order``."""
    context = {
        "order": order,
        "name": order.student.get_short_name(),
        "amount": format_money(order.total_minor, order.currency),
        "refunded": format_money(_refunded_minor(order), order.currency),
        "order_url": settings.PUBLIC_URL + reverse("order_detail", args=[order.reference]),
        "learn_url": settings.PUBLIC_URL + "/learn/",
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    body = render_to_string(f"courses/mail/{word}.txt", context).strip() + "\n"
    return str(SUBJECTS[word]) % {"title": order.title}, body


def _refunded_minor(order: Order) -> int:
    """How much of the order went back, in minor units."""
    kinds = {"refund", "refund_failed"}
    return -sum(line.amount_minor for line in order.ledger.all() if line.kind in kinds)
