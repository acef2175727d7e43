"""Serve the demo academy: prepare the database, then run sandbox, worker and web server until stopped.

Run by ``make demo``. Everything it makes lives in ``var/`` (or ``ACADEMY_VAR``); end it with Ctrl-C.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
START_TIMEOUT = 60


def main() -> int:
    """Start the whole stack on ``--port``; return the exit status for the shell."""
    parser = argparse.ArgumentParser(description="Serve the demo academy on loopback.")
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port
    if not is_free(port):
        print(f"demo: port {port} is in use; choose another: make demo PORT=8123", file=sys.stderr)
        return 1
    return Stack(port).run()


def is_free(port: int) -> bool:
    """Say whether nothing listens on a port of the loopback address."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) != 0


def free_port_after(port: int) -> int:
    """Return the first free port above ``port``."""
    return next(candidate for candidate in range(port + 1, port + 200) if is_free(candidate))


class Stack:
    """The processes of a demo: payment sandbox, worker, web server."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/"
        self.port = port
        self.sandbox_port = free_port_after(port)
        self.children: list[subprocess.Popen[bytes]] = []
        self.env = os.environ | {
            "PORT": str(port),
            "PUBLIC_URL": self.url.rstrip("/"),
            "STRIPE_API_BASE": f"http://127.0.0.1:{self.sandbox_port}",
            "DJANGO_SETTINGS_MODULE": "academy.settings.dev",
            "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
            "PYTHONUNBUFFERED": "1",
        }
        self.var = Path(self.env.get("ACADEMY_VAR", ROOT / "var"))
        self.var.mkdir(parents=True, exist_ok=True)

    def run(self) -> int:
        """Prepare, start, announce, and wait until a child ends or someone stops us."""
        for stop in (signal.SIGINT, signal.SIGTERM):
            signal.signal(stop, self.stopped)
        try:
            self.start("sandbox", *self.manage("stripe_sandbox", "--port", str(self.sandbox_port)))
            self.wait_for(f"http://127.0.0.1:{self.sandbox_port}/")
            if subprocess.run(self.manage("demo_academy", "--prepare"), env=self.env, cwd=ROOT, check=False).returncode:
                return 1
            self.start("worker", *self.manage("worker"))
            self.start("web", sys.executable, "-m", "granian", *self.web_options())
            self.wait_for(self.url + "readyz")
            subprocess.run(self.manage("demo_academy", "--announce"), env=self.env, cwd=ROOT, check=False)
            return self.watch()
        except TimeoutError as error:
            print(f"demo: {error}; see {self.var / 'log'}", file=sys.stderr)
            return 1
        finally:
            self.stop_children()

    def manage(self, *arguments: str) -> list[str]:
        return [sys.executable, str(ROOT / "manage.py"), *arguments]

    def web_options(self) -> list[str]:
        return [
            "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port),
            "--workers", "1", "--blocking-threads", "2", "--no-ws", "academy.wsgi:application",
        ]  # fmt: skip

    def start(self, name: str, *command: str) -> None:
        """Start one child with its output in ``var/log/<name>.log``."""
        log = self.var / "log" / f"{name}.log"
        log.parent.mkdir(exist_ok=True)
        with log.open("ab") as output:
            child = subprocess.Popen(command, env=self.env, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
        self.children.append(child)

    def wait_for(self, url: str) -> None:
        """Wait until ``url`` answers; raise TimeoutError if it does not within a minute or a child has ended."""
        deadline = time.monotonic() + START_TIMEOUT
        while time.monotonic() < deadline and all(child.poll() is None for child in self.children):
            try:
                with urllib.request.urlopen(url, timeout=5):
                    return
            except urllib.error.HTTPError as answered:
                if answered.code < 500:
                    return
            except OSError:
                pass
            time.sleep(0.1)
        raise TimeoutError(f"{url} did not answer")

    def watch(self) -> int:
        """Wait until a child ends by itself, which is a fault."""
        while all(child.poll() is None for child in self.children):
            time.sleep(0.5)
        print(f"demo: a process ended; see {self.var / 'log'}", file=sys.stderr)
        return 1

    def stopped(self, *_signal: object) -> None:
        raise SystemExit(0)

    def stop_children(self) -> None:
        for child in self.children:
            child.terminate()
        for child in self.children:
            try:
                child.wait(timeout=10)
            except subprocess.TimeoutExpired:
                child.kill()


if __name__ == "__main__":
    sys.exit(main())
