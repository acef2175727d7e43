"""Asks the site as each person and puts what came back into the words of the table."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from tests.academy.table import Row
from tests.academy.world import World

#: Where a redirect leads, and the word for it; the first that fits.
LEADS = (
    ("/accounts/login/", "login"),
    ("/django-admin/login/", "login"),
    ("/staff/login/", "login"),
    ("/accounts/reauthenticate/", "confirm"),
    ("/accounts/2fa/reauthenticate/", "confirm"),
    ("/accounts/2fa/", "factor"),
    ("/attempts/", "attempt"),
)
STAFF_HOME = "/staff/"
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
#: Tables of the machinery below the site: a visit may write them without changing anything that anybody sees.
MACHINERY = ('"django_session"', '"django_content_type"')


class Asker:
    """One browser that is each of the people in turn; whatever a request changes is taken back."""

    def __init__(self, world: World, *, raises: bool = True) -> None:
        self.world, self.client = world, Client(raise_request_exception=raises)

    def ask(self, person: str, row: Row) -> str:
        """Return the word for what ``person`` gets by ``row``; ``*`` behind it if a GET wrote to the database."""
        world, route = self.world, row.area + row.case if row.is_area else row.route
        response, wrote = self.respond(
            person,
            row.method,
            world.path_of(route, row.case),
            confirmed=row.case == "confirmed",
            sent=world.sent.get(row.key, dict)(),
            headers=world.headers.get(row.key, {}),
        )
        secret = world.secrets.get(row.case)
        return word_for(response, secret) + ("*" if wrote and row.method == "GET" else "")

    def sign_in_without_second_factor(self, person: str) -> str:
        """Sign ``person`` in by password alone and return the name under which to ask."""
        name = f"{person} without second factor"
        client = Client()
        client.force_login(self.world.users[person])
        self.world.sessions[name, False] = client.cookies[settings.SESSION_COOKIE_NAME].value
        return name

    def respond(
        self,
        person: str,
        method: str,
        path: str,
        *,
        confirmed: bool = False,
        sent: Any = None,
        headers: dict[str, str] | None = None,
    ) -> tuple[HttpResponse, bool]:
        """Return the answer, and whether the request wrote to the database."""
        if method != "GET":
            cache.clear()  # forget who asked how often; between GETs a page kept for one must not reach another
        self.client.cookies.clear()
        if person != "anonymous":
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self.world.sessions[person, confirmed]
        how: dict[str, Any] = {"content_type": "application/json"} if isinstance(sent, str) else {}
        seen = WriteWatch()
        with taken_back(), connection.execute_wrapper(seen):
            response = getattr(self.client, method.lower())(path, sent or {}, headers=headers, **how)
        return response, seen.wrote


@contextmanager
def taken_back() -> Iterator[None]:
    """Undo what is written meanwhile."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class WriteWatch:
    """Notices a statement that changes something that belongs to the site."""

    wrote = False

    def __call__(self, execute: Callable, sql: str, params: Any, many: bool, context: dict) -> Any:
        is_write = sql.lstrip().upper().startswith(WRITES)
        self.wrote = self.wrote or (is_write and not any(table in sql for table in MACHINERY))
        return execute(sql, params, many, context)


def word_for(response: HttpResponse, secret: str | None = None) -> str:
    """Return the table's word for an answer that may show ``secret``."""
    status = response.status_code
    if 300 <= status < 400:
        return lead(response["Location"])
    if not 200 <= status < 300:
        return str(status)
    return "bare" if secret and secret.encode() not in response.content else "ok"


def lead(location: str) -> str:
    """Return the word for where a redirect leads."""
    if settings.STRIPE_API_BASE and location.startswith(settings.STRIPE_API_BASE):
        return "pay"
    path = urlsplit(location).path
    if path == STAFF_HOME:
        return "home"
    return next((word for start, word in LEADS if path.startswith(start)), "go")
