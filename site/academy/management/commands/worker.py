"""``manage.py worker``: runs queued tasks, and the repairs that are due by the clock."""

import logging
import threading
from argparse import ArgumentParser
from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from academy.reconcile import reconcile_all
from content.services.publishing import publish_due
from courses.services.digests import send_daily
from quizzes.services.reconcile import reconcile as close_attempts

logger = logging.getLogger("academy.worker")


class Command(BaseCommand):
    help = "Run background tasks; by the clock repair, close abandoned attempts, publish what is due, send digests."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--interval", type=float, default=0.5, help="seconds between looks at an empty queue")

    def handle(self, *args: object, interval: float, **options: object) -> None:
        repeat(every=settings.RECONCILE_SECONDS, job=lambda: reconcile_all(at=timezone.now()))
        repeat(every=settings.CLOSE_ATTEMPTS_SECONDS, job=lambda: close_attempts(at=timezone.now()))
        repeat(every=settings.DIGEST_SECONDS, job=lambda: send_daily(at=timezone.now()))
        repeat(every=settings.PUBLISH_SECONDS, job=lambda: publish_due(at=timezone.now()), say="published")
        if settings.TASKS_BACKEND == "rq":
            call_command("rqworker", "default", job_class="django_tasks_rq.Job")
        else:
            call_command("db_worker", interval=interval, startup_delay=False, reload=False)


def repeat(*, every: int, job: Callable[[], list[str]], say: str = "mended") -> threading.Event:
    """Run ``job`` now and then every ``every`` seconds in a thread of its own; set the returned event to end it."""
    ended = threading.Event()

    def loop() -> None:
        while True:
            run_logged(job, say)
            if ended.wait(every):
                return

    threading.Thread(target=loop, daemon=True).start()
    return ended


def run_logged(job: Callable[[], list[str]], say: str = "mended") -> None:
    """Run one round; a failure is logged, for the next round must come whatever happens in this one."""
    close_old_connections()
    try:
        for sentence in job():
            logger.warning("%s: %s", say, sentence)
    except Exception:
        logger.exception("a scheduled job failed")
    finally:
        close_old_connections()
