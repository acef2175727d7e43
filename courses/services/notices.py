"""What is told about an order, each thing once: written with the state that gives the reason, sent after the commit."""

from datetime import datetime
from functools import partial

from django.db import transaction

from courses.models import Order, OrderNotice
from courses.money_rules import OrderState
from courses.services.delivering import deliver_notice
from courses.tasks_mail import send_notice

CLEARING = frozenset({OrderState.CLEARED})
REVERSING = frozenset({OrderState.FAILED, OrderState.PART_REFUNDED, OrderState.REFUND_PENDING, OrderState.REFUNDED,
                       OrderState.INQUIRY, OrderState.DISPUTED, OrderState.CHARGED_BACK})  # fmt: skip
#: The mail of a state; both kinds of full refund are one piece of news.
MAILS = {
    OrderState.PROCESSING: "processing",
    OrderState.AWAITING_TRANSFER: "awaiting_transfer",
    OrderState.FAILED: "failed",
    OrderState.PART_REFUNDED: "part_refunded",
    OrderState.REFUND_PENDING: "refunded",
    OrderState.REFUNDED: "refunded",
    OrderState.DISPUTED: "disputed",
    OrderState.CHARGED_BACK: "charged_back",
}
BAD_NEWS = ("mail:refunded", "mail:disputed", "mail:charged_back")


def tell(*, order: Order, at: datetime) -> None:
    """Owe the signal and the mail of the chapter that ``order`` has just reached; to be called in its transaction."""
    state = OrderState(order.state)
    if state in CLEARING:
        owe(order=order, kind=f"signal:cleared:{order.applied_ticket}", at=at)
    if state in REVERSING:
        owe(order=order, kind=f"signal:reversed:{order.applied_ticket}", at=at)
    if mail := _mail_kind(order, state):
        owe(order=order, kind=mail, at=at)


def owe(*, order: Order, kind: str, at: datetime) -> None:
    """Write down one thing to say, unless it was, and say it once the transaction has committed."""
    notice, created = OrderNotice.objects.get_or_create(order=order, kind=kind, defaults={"at": at})
    if not created:
        return
    if kind.startswith("mail:"):
        transaction.on_commit(partial(send_notice.enqueue, notice.pk), robust=True)
    else:
        transaction.on_commit(partial(deliver_notice, notice_id=notice.pk, at=at), robust=True)


def _mail_kind(order: Order, state: OrderState) -> str:
    causes = order.chapter.partition(":")[2]
    if state is not OrderState.CLEARED:
        return f"mail:{MAILS[state]}:{causes}" if state in MAILS else ""
    said = list(order.notices.filter(kind__startswith="mail:").order_by("pk").values_list("kind", flat=True))
    if "mail:received" not in said:
        return "mail:received"
    return f"mail:restored:{causes}" if any(kind.startswith(BAD_NEWS) for kind in said) else ""
