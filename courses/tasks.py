"""The background work of money: each task calls a service that is safe to call twice."""

from django.utils import timezone
from django_tasks import task

from courses.services import inbox


@task()
def process_event(event_id: int) -> list[str]:
    """Act on an event in the inbox."""
    return inbox.process_event(event_id=event_id, at=timezone.now())
