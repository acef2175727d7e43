"""Sending what is owed: a signal to the floors above, or a mail to the student."""

from datetime import datetime, timedelta

from django.core.mail import send_mail
from django.db.models import Q

from courses.models import Order, OrderNotice
from courses.order_mail import compose
from courses.signals import payment_cleared, payment_reversed

#: A claim older than this is taken for that of a worker that died.
CLAIM_LASTS = timedelta(minutes=10)


def deliver_notice(*, notice_id: int, at: datetime) -> bool:
    """Send one notice unless it is sent or somebody is sending it; return whether this call sent it.

    Whoever dies between sending and marking leaves it to be sent again: receivers of signals are idempotent, and a
    second mail is better than none.
    """
    free = Q(claimed_at=None) | Q(claimed_at__lt=at - CLAIM_LASTS)
    notices = OrderNotice.objects.filter(pk=notice_id)
    if not notices.filter(free, sent_at=None).update(claimed_at=at):
        return False
    try:
        _send(notices.select_related("order__student", "order__course").get())
    except Exception:
        notices.update(claimed_at=None)
        raise
    notices.update(sent_at=at)
    return True


def _send(notice: OrderNotice) -> None:
    channel, _colon, rest = notice.kind.partition(":")
    word = rest.partition(":")[0]
    if channel == "signal":
        signal = payment_cleared if word == "cleared" else payment_reversed
        signal.send_robust(sender=Order, order=notice.order)
        return
    subject, body = compose(word, notice.order)
    send_mail(subject, body, None, [notice.order.student.email])
