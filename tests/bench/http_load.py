"""Requests per second over real HTTP: granian with one worker, keep-alive connections, one session a student."""

import http.client
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle

CONNECTIONS = 8
SECONDS = 3.0


@contextmanager
def granian(port: int) -> Iterator[None]:
    """Serve the benchmark's site on a port of the loopback address."""
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "1", "--blocking-threads", "2", "--no-ws", "--log-level", "error", "academy.wsgi:application",
    ]  # fmt: skip
    server = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": "site:."})
    try:
        wait_until_it_answers(port)
        yield
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_until_it_answers(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            request(http.client.HTTPConnection("127.0.0.1", port, timeout=5), "/bench/hello/", "")
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("granian did not answer")


def request(connection: http.client.HTTPConnection, path: str, cookie: str) -> int:
    headers = {"Cookie": cookie} if cookie else {}
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    response.read()
    return response.status


def load(port: int, path: str, cookies: list[str]) -> tuple[float, float]:
    """Ask for ``path`` on 8 connections for 3 seconds; return requests per second and the 95th percentile in ms."""
    times: list[float] = []
    ends = time.monotonic() + SECONDS
    shares = [cycle(cookies[number::CONNECTIONS] or [""]) for number in range(CONNECTIONS)]
    threads = [threading.Thread(target=ask_until, args=(port, path, share, ends, times)) for share in shares]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ordered = sorted(times)
    return len(ordered) / SECONDS, 1000 * ordered[int(len(ordered) * 0.95)]


def ask_until(port: int, path: str, cookies: Iterator[str], ends: float, times: list[float]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    while time.monotonic() < ends:
        began = time.perf_counter()
        status = request(connection, path, next(cookies))
        if status != 200:
            raise AssertionError(f"{path} answered {status}")
        times.append(time.perf_counter() - began)
