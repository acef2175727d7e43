"""The running demo stack and a real browser. Nothing here touches the database: people use what is served.

The group in the marks of each module keeps all journeys in one process, so that one stack serves them.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import BrowserContext, Page

from academy.demo_mail import newest_mails
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
START_SECONDS = 240


@dataclass
class Academy:
    """The served demo: its address, the sandbox's, its logins and the folder of its mail."""

    url: str
    sandbox_url: str
    logins: dict[str, str]
    password: str
    certificate_code: str
    var: Path
    env: dict[str, str]

    def code_mailed_to(self, address: str) -> str:
        """Wait for the newest mail to ``address`` that holds a code alone on a line; return the code."""
        return self.wait_for(lambda: self._newest_code(address), f"a code mailed to {address}")

    def _newest_code(self, address: str) -> str:
        for mail in newest_mails(self.var / "mail"):
            if address in mail.to and (found := re.search(r"^\s*([A-Z0-9-]{6,9})\s*$", mail.text, re.MULTILINE)):
                return found[1]
        return ""

    def wait_for(self, look: Callable[[], object], what: str, seconds: float = 30):
        """Poll until ``look`` returns something true; fail with ``what`` after ``seconds``."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if found := look():
                return found
            time.sleep(0.2)
        raise AssertionError(f"waited {seconds} s for {what}")

    def manage(self, *arguments: str) -> str:
        """Run a management command against the running stack and return what it printed."""
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        return subprocess.run(command, env=self.env, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="session")
def stack_env(tmp_path_factory) -> Iterator[dict[str, str]]:
    """An environment with a folder and, on PostgreSQL, a database of the journey's own."""
    var = tmp_path_factory.mktemp("academy")
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "DJANGO_"))}
    env["ACADEMY_VAR"] = str(var)
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        env.pop("DATABASE_URL", None)
        yield env
        return
    name = f"academy_journey_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    env["DATABASE_URL"] = server.rsplit("/", 1)[0] + "/" + name
    yield env
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def academy(stack_env) -> Iterator[Academy]:
    """The demo as ``make demo`` serves it: sandbox, worker and web server of its own.

    While writing a journey, ``JOURNEY_STACK`` may name the file that holds the output of a running ``make demo``, and
    ``ACADEMY_VAR`` its folder; that stack is then used and left running.
    """
    if running := os.environ.get("JOURNEY_STACK"):
        yield announced(Path(running).read_text(), stack_env | {"ACADEMY_VAR": os.environ["ACADEMY_VAR"]})
        return
    port = free_port()
    env = stack_env | {"PORT": str(port)}
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "scripts" / "demo.py"), "--port", str(port)],
        env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        yield read_announcement(process, env)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
        shutil.rmtree(env["ACADEMY_VAR"], ignore_errors=True)


def read_announcement(process: subprocess.Popen[str], env: dict[str, str]) -> Academy:
    """Read the demo's lines up to the certificate code; fail with all of them if it ends before."""
    lines: list[str] = []
    for line in process.stdout or []:
        lines.append(line)
        if line.startswith("certificate:"):
            break
    return announced("".join(lines), env)


def announced(text: str, env: dict[str, str]) -> Academy:
    """Understand what the demo printed."""
    assert "ready: " in text, f"the demo did not start:\n{text}"
    url = re.search(r"^ready: (\S+)", text, re.MULTILINE)[1]
    sandbox = re.search(r"^sandbox: (\S+)", text, re.MULTILINE)[1]
    return Academy(
        url=url.rstrip("/"),
        sandbox_url=sandbox.rstrip("/"),
        logins=dict(re.findall(r"^login: (\w+) (\S+@\S+)", text, re.MULTILINE)),
        password=re.search(r"^login: .*password (.+?)$", text, re.MULTILINE)[1].strip(),
        certificate_code=re.search(r"^certificate: (\S+)", text, re.MULTILINE)[1],
        var=Path(env["ACADEMY_VAR"]),
        env=env | {
            "PUBLIC_URL": url.rstrip("/"),
            "STRIPE_API_BASE": sandbox.rstrip("/").removesuffix("/panel"),
            "DJANGO_SETTINGS_MODULE": "academy.settings.dev",
        },
    )  # fmt: skip


@pytest.fixture
def visit(chromium, academy) -> Iterator[Callable[..., Page]]:
    """Return a closure ``visit(viewport=DESKTOP, **options) -> Page`` for a visitor with a profile of their own.

    A console error or an uncaught exception on any page fails the journey: CSP faults show there.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(viewport=DESKTOP, **options) -> Page:
        context = chromium.new_context(viewport=viewport, base_url=academy.url, **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda message: (
                complaints.append(f"{page.url}: {message.text}")
                if message.type == "error" and "Content Security Policy" in message.text
                else None
            ),
        )
        return page

    yield open_page
    if folder := os.environ.get("JOURNEY_PICTURES"):  # to see where a journey stopped
        for number, context in enumerate(contexts):
            context.pages[-1].screenshot(path=f"{folder}/{number}.png", full_page=True)
    for context in contexts:
        context.close()
    assert not complaints, complaints


@pytest.fixture
def sign_in(academy) -> Callable[[Page, str], None]:
    """Return a closure ``sign_in(page, who)`` that signs in by password a demo login, by its role or its address."""

    def enter(page: Page, who: str) -> None:
        page.goto("/accounts/login/")
        page.get_by_label("E-mail address").fill(academy.logins.get(who, who))
        page.get_by_label("Password", exact=True).fill(academy.password)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(lambda url: "/accounts/login" not in url)

    return enter
