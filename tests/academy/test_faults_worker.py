"""Real processes on a real database: a worker is killed in the middle of its queue, and another process mends."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from academy.reconcile import reconcile_all
from certificates.models import Certificate
from courses.models import Order
from tests.academy.kill import ROOT
from tests.academy.test_faults_killed import LATER, mend

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

GRADUATES = 8
BUSY = 3  # certificates after which the worker is killed
SECONDS = 60
QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
CERTIFICATES = "SELECT enrolment_id, state FROM certificates_certificate"


@pytest.fixture
def queue(settings):
    """Tasks wait in the database, as in production."""
    settings.TASKS = QUEUE


@pytest.fixture
def waiting(shop, queue):
    """Graduates whose money has arrived; what Stripe said about it waits in the queue."""
    purchases = [shop.purchase().promise().study().pass_quiz() for _student in range(GRADUATES)]
    for purchase in purchases:
        shop.stripe.deliver(purchase.money_arrives())
    assert not Certificate.objects.exists()
    return purchases


class Site:
    """The same academy for other processes: its address, and questions that are asked past this process's Django."""

    def __init__(self, folder: Path, stripe_url: str) -> None:
        self.file = folder / "academy.sqlite3"
        url = f"sqlite:///{self.file}"
        if connection.vendor == "postgresql":
            held = connection.settings_dict
            url = f"postgres://{held['USER']}:{held['PASSWORD']}@{held['HOST']}:{held['PORT'] or 5432}/{held['NAME']}"
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "academy.settings.dev",
            "DATABASE_URL": url,
            "ACADEMY_VAR": str(folder),
            "STRIPE_API_BASE": stripe_url,
        }

    def open(self) -> None:
        """Move what this process keeps in memory to where others can read it."""
        if connection.vendor == "sqlite":
            with sqlite3.connect(self.file) as file:
                connection.connection.backup(file)

    def ask(self, sql: str) -> list[tuple]:
        if connection.vendor == "sqlite":
            with sqlite3.connect(self.file, timeout=SECONDS) as file:
                return file.execute(sql).fetchall()
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall()

    def start(self, *command: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, str(ROOT / "manage.py"), *command],
            env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip


@pytest.fixture
def site(tmp_path, waiting, shop) -> Site:
    site = Site(tmp_path, shop.stripe.url)
    site.open()
    return site


@pytest.fixture
def worker(site) -> Iterator[subprocess.Popen[str]]:
    process = site.start("worker")
    yield process
    process.kill()
    process.communicate()


def wait_until(is_so: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    """Ask until it is so; the process must live so long."""
    for _twentieth_of_a_second in range(20 * SECONDS):
        if is_so():
            return
        try:
            process.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
        raise AssertionError(process.stdout.read())
    raise AssertionError("it never came to it")


def test_a_worker_killed_in_the_middle_of_its_queue_is_mended_by_the_command(site, worker):
    wait_until(lambda: len(site.ask(CERTIFICATES)) >= BUSY, worker)
    worker.send_signal(signal.SIGKILL)
    assert worker.wait(SECONDS) == -signal.SIGKILL
    assert len(site.ask(CERTIFICATES)) < GRADUATES
    mended, _nothing = site.start("reconcile").communicate(timeout=SECONDS)
    found = site.ask(CERTIFICATES)
    assert Counter(state for _seat, state in found) == {"valid": GRADUATES}, mended
    assert len({seat for seat, _state in found}) == GRADUATES


def run_queue() -> None:
    """Do what waits in the queue, as the worker's main loop does."""
    Worker(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id="the next one", excluded_queue_names=[],
    ).run()  # fmt: skip


def take_and_die() -> int:
    """Take every waiting task as a worker does that dies before it has begun; return how many."""
    tasks = list(DBTaskResult.objects.ready())
    for task in tasks:
        task.claim("the dead one")
    return len(tasks)


def test_a_task_that_a_killed_worker_left_running_harms_nothing_after_mending(purchase, queue, mailoutbox):
    purchase.promise().study().pass_quiz()
    purchase.shop.stripe.deliver(purchase.money_arrives())
    while take_and_die():  # each generation of workers dies, and each mending gives the next one work
        reconcile_all(at=timezone.now() + LATER)
    run_queue()
    mend(timezone.now() + 2 * LATER)
    assert Order.objects.get().state == "cleared"
    assert Certificate.objects.get().state == "valid"
    told = Counter(message.subject.partition(":")[0] for message in mailoutbox)
    assert told == {"Payment received": 1, "Your certificate": 1, "Your payment is on its way": 1}
    assert {task.status for task in DBTaskResult.objects.all()} == {"RUNNING"}
