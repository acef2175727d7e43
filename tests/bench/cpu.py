"""CPU of one request in this process: the smallest mean of several rounds, called as a web server calls it."""

import io
import time
from collections.abc import Callable
from wsgiref.util import setup_testing_defaults

ROUNDS = 5
REQUESTS = 60


def caller(application, path: str, cookie: str = "", **environ) -> Callable[[], int]:
    """Return a function that makes one request through WSGI and returns the status."""
    body = environ.pop("body", b"")

    def call() -> int:
        request = {
            "PATH_INFO": path, "HTTP_COOKIE": cookie, "HTTP_HOST": "testserver", "REMOTE_ADDR": "127.0.0.1",
            "REQUEST_METHOD": "GET", "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body),
        } | environ  # fmt: skip
        setup_testing_defaults(request)
        status: list[str] = []
        response = application(request, lambda line, headers: status.append(line))
        for _chunk in response:
            pass
        response.close()
        return int(status[0].split()[0])

    return call


def milliseconds(call: Callable[[], int], requests: int = REQUESTS) -> float:
    """Return the CPU milliseconds of one call: mean of ``requests`` calls, minimum of the rounds, after a warm-up."""
    for _warm in range(3):
        call()
    return min(_round(call, requests) for _number in range(ROUNDS))


def _round(call: Callable[[], int], requests: int) -> float:
    began = time.process_time()
    for _number in range(requests):
        status = call()
        if status >= 400:
            raise AssertionError(f"answered {status}")
    return 1000 * (time.process_time() - began) / requests
