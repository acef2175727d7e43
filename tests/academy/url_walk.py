"""Walks the URL configuration: every address that the site can answer, as Django spells its route."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

NAMED_GROUP = re.compile(r"\(\?P<(\w+)>[^()]*(?:\([^()]*\)[^()]*)*\)")


@dataclass(frozen=True)
class Address:
    """One pattern: its whole route (``courses/<slug:course>/``) and its name."""

    route: str
    name: str

    def filled(self, values: dict[str, str]) -> str:
        """Return a path of this pattern with ``values`` in its places; a place without a value gets ``1``."""
        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda place: values.get(place[1], "1"), self.route)


def walk(resolver: URLResolver | None = None, before: str = "") -> Iterator[Address]:
    """Yield every pattern of the site, depth first."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + spelled(str(entry.pattern))
        if isinstance(entry, URLPattern):
            yield Address(route, entry.name or "")
        else:
            yield from walk(entry, route)


def spelled(pattern: str) -> str:
    """Return a pattern, also one written as a regular expression, with its places as ``<name>``."""
    if not re.search(r"[\^$\\(]", pattern):
        return pattern
    text = NAMED_GROUP.sub(lambda group: f"<{group[1]}>", pattern)
    text = re.sub(r"\((?!\?P)[^()]*(?:\([^()]*\)[^()]*)*\)", "<path>", text)
    return text.replace("^", "").replace("$", "").replace("\\Z", "").replace("\\", "").replace("?", "")
