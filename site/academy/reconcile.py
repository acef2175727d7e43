"""Every app's repair of effects that a crash could lose, in the order of the floors."""

from datetime import datetime

from certificates.services.reconcile import reconcile as reconcile_certificates
from courses.services.reconcile import reconcile as reconcile_orders
from quizzes.services.reconcile import reconcile as reconcile_attempts


def reconcile_all(*, at: datetime) -> list[str]:
    """Mend money, then attempts, then certificates; return one sentence for each thing mended."""
    return [
        sentence for mend in (reconcile_orders, reconcile_attempts, reconcile_certificates) for sentence in mend(at=at)
    ]
