"""Walks the URL configuration: every address that the site can answer, as Django spells its route."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from django.urls import URLPattern, URLResolver, get_resolver

NAMED_GROUP = re.compile(r"\(\?P<(\w+)>[^()]*(?:\([^()]*\)[^()]*)*\)")
NAMELESS_GROUP = re.compile(r"\((?!\?P)[^()]*(?:\([^()]*\)[^()]*)*\)")
PLACE = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """One pattern: its whole route (``courses/<slug:course>/``) and its name."""

    route: str
    name: str

    def filled(self, values: Mapping[str, str]) -> str:
        """Return a path of this pattern with ``values`` in its places; a place without a value gets ``1``."""
        return "/" + PLACE.sub(lambda place: values.get(place[1], "1"), self.route)


def walk(resolver: URLResolver | None = None, before: str = "") -> Iterator[Address]:
    """Yield every pattern of the site, depth first."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + spelled(str(entry.pattern))
        if isinstance(entry, URLPattern):
            yield Address(route, entry.name or "")
        else:
            yield from walk(entry, route)


def spelled(pattern: str) -> str:
    """Return a pattern, also one written as a regular expression, with its places as ``<name>`` or ``<1>``, ``<2>``."""
    if not re.search(r"[\^$\\(]", pattern):
        return pattern
    number = count(1)
    text = NAMED_GROUP.sub(lambda group: f"<{group[1]}>", pattern)
    text = NAMELESS_GROUP.sub(lambda _group: f"<{next(number)}>", text)
    return text.replace("^", "").replace("$", "").replace("\\Z", "").replace("\\", "").replace("?", "")
