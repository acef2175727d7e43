"""Asking the application in this process, as a web server calls it, and counting what it asks of the database."""

import io
from wsgiref.util import setup_testing_defaults

from django.db import connection
from django.test.utils import CaptureQueriesContext

from academy.wsgi import application
from tests.bench.asks import Ask

#: Frames around statements; they carry no data.
CONTROL = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


def answer(ask: Ask) -> tuple[int, dict[str, str]]:
    """Return status and headers of the answer; raise AssertionError for one that says no."""
    told: list[tuple[str, list[tuple[str, str]]]] = []
    response = application(_environ(ask), lambda line, headers: told.append((line, headers)))
    for _chunk in response:
        pass
    response.close()
    line, headers = told[0]
    if int(line[:3]) >= 400:
        raise AssertionError(f"{ask.method} {ask.path} answered {line}")
    return int(line[:3]), dict(headers)


def statements_of(ask: Ask) -> tuple[list[str], dict[str, str]]:
    """Return the statements that one request sent to the database, and the headers of its answer."""
    with CaptureQueriesContext(connection) as queries:
        _status, headers = answer(ask)
    return [query["sql"] for query in queries if not query["sql"].startswith(CONTROL)], headers


def _environ(ask: Ask) -> dict:
    headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in ask.all_headers().items()}
    path, _mark, query = ask.path.partition("?")
    environ = {
        "PATH_INFO": path, "QUERY_STRING": query, "REQUEST_METHOD": ask.method, "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "testserver", "CONTENT_LENGTH": str(len(ask.body)), "wsgi.input": io.BytesIO(ask.body),
    } | headers  # fmt: skip
    setup_testing_defaults(environ)
    return environ
