"""The task that sends a day's digest; apart from ``tasks`` because the service that makes digests imports it."""

from django.utils import timezone
from django_tasks import task

from courses.services.digest_delivery import deliver_digest


@task()
def send_digest(digest_id: int) -> None:
    """Send one person's digest, once."""
    deliver_digest(digest_id=digest_id, at=timezone.now())
