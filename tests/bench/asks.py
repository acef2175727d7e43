"""One request, as data: made anew for each call, because a number in it grows or the visitor changes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

CSRF = "b" * 32
ADDRESSES = count(1)


@dataclass(frozen=True)
class Ask:
    """What is sent: ``session`` is the key of a signed-in student's session, empty for somebody unknown."""

    path: str
    session: str = ""
    method: str = "GET"
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)

    def all_headers(self) -> dict[str, str]:
        """Its headers with cookies, the CSRF token and, as from behind a proxy, an address that nobody else has."""
        cookie = f"csrftoken={CSRF}; sessionid={self.session}" if self.session else ""
        own = {"Cookie": cookie, "X-CSRFToken": CSRF} if cookie else {}
        return own | {"X-Forwarded-For": _address(next(ADDRESSES))} | self.headers


Visitor = Callable[[], Ask]


def reader(path: str, session: str = "") -> Visitor:
    """Return a visitor who asks for the same page again and again."""
    return lambda: Ask(path, session)


def _address(number: int) -> str:
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
