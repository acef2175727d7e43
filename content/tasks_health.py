"""Looking after the content in the worker; each task calls a service that is safe to call twice."""

from django.utils import timezone
from django_tasks import task

from content.services import health, link_check
from content.tasks import LATER


@task(priority=LATER)
def check_page_health(page_id: int) -> int:
    """Look at a page that was published."""
    return health.check_page(page_id=page_id, at=timezone.now())


@task(priority=LATER)
def check_external_links() -> int:
    """Ask the external links that are due."""
    return link_check.check_external_links(at=timezone.now())
