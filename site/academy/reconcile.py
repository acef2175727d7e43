"""Every app's repair of effects that a crash could lose, in the order of the floors."""

from datetime import datetime

from accounts.services.mending import mend_each
from certificates.services.reconcile import reconcile as reconcile_certificates
from content.services.reconcile import reconcile as reconcile_messages
from courses.services.edits import reconcile as reconcile_edits
from courses.services.reconcile import reconcile as reconcile_orders
from quizzes.services.reconcile import reconcile as reconcile_attempts

MENDERS = (reconcile_messages, reconcile_orders, reconcile_edits, reconcile_attempts, reconcile_certificates)


def reconcile_all(*, at: datetime) -> list[str]:
    """Mend messages, money, announced changes, attempts, then certificates; return one sentence for each thing mended.

    What fails is logged and left for the next time; it keeps nothing else from being mended.
    """
    return list(mend_each(MENDERS, lambda mend: mend(at=at)))
