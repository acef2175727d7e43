"""Requests per second over real HTTP: granian with one worker, keep-alive connections, one session a student."""

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import cycle

from tests.bench.asks import Ask, Visitor

CONNECTIONS = 8
SECONDS = 3.0


@contextmanager
def granian(port: int, *, workers: int = 1, threads: int = 2) -> Iterator[subprocess.Popen]:
    """Serve the benchmark's site on a port of the loopback address, in a process group of its own."""
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", str(workers), "--blocking-threads", str(threads), "--no-ws", "--log-level", "error",
        "academy.wsgi:application",
    ]  # fmt: skip
    server = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": "site:."}, start_new_session=True)
    try:
        wait_until_it_answers(port)
        yield server
    finally:
        end(server)


def end(server: subprocess.Popen) -> None:
    """End a server and every process of its group; one that was killed already leaves nothing to do."""
    server.terminate()
    try:
        server.wait(timeout=20)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)


def wait_until_it_answers(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            send(http.client.HTTPConnection("127.0.0.1", port, timeout=5), Ask("/bench/hello/"))
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("granian did not answer")


def send(connection: http.client.HTTPConnection, ask: Ask) -> None:
    """Send one request and read its answer; raise AssertionError for one that says no."""
    connection.request(ask.method, ask.path, ask.body or None, ask.all_headers())
    response = connection.getresponse()
    response.read()
    if response.status >= 400:
        raise AssertionError(f"{ask.method} {ask.path} answered {response.status}")


def load(port: int, visitors: list[Visitor]) -> tuple[float, float]:
    """Ask on 8 connections for 3 seconds; return requests per second and the 95th percentile in ms."""
    times: list[float] = []
    ends = time.monotonic() + SECONDS
    shares = [cycle(visitors[number::CONNECTIONS] or visitors) for number in range(CONNECTIONS)]
    threads = [threading.Thread(target=ask_until, args=(port, share, ends, times)) for share in shares]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if not times:
        raise AssertionError("no request was answered")
    ordered = sorted(times)
    return len(ordered) / SECONDS, 1000 * ordered[int(len(ordered) * 0.95)]


def ask_until(port: int, visitors: Iterator[Visitor], ends: float, times: list[float]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    while time.monotonic() < ends:
        ask = next(visitors)()
        began = time.perf_counter()
        send(connection, ask)
        times.append(time.perf_counter() - began)
