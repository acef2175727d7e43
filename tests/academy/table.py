"""Reads the table of who may do what (``who_may_what.txt``) and finds the row that answers for an address."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.academy.url_walk import Address

FILE = Path(__file__).with_name("who_may_what.txt")
LINE = re.compile(
    r"^(?P<method>GET|POST|PUT)\s+(?P<route>\S*?)(?:\s+\[(?P<case>[^\]]+)\])?\s+(?P<words>(?:\S+\s+){9}\S+)$"
)
HOME = "/"  # how the table spells the empty route
AREA = "**"


@dataclass(frozen=True)
class Row:
    """One line: what each of the ten gets. A row that ends in ``**`` answers for an area, asked at its ``case``."""

    method: str
    route: str
    case: str
    words: tuple[str, ...]

    @property
    def key(self) -> str:
        """How others refer to it."""
        return f"{self.method} {self.route}" + (f" [{self.case}]" if self.case else "")

    @property
    def is_area(self) -> bool:
        return self.route.endswith(AREA)

    @property
    def area(self) -> str:
        """The beginning that its routes share."""
        return self.route.removesuffix(AREA)

    def __str__(self) -> str:
        return self.key


def read_table() -> list[Row]:
    """Return all rows; raise ValueError for a line that is none."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return [read_row(line) for line in lines if line.startswith(("GET", "POST", "PUT"))]


def read_row(line: str) -> Row:
    match = LINE.match(line.rstrip())
    if match is None:
        raise ValueError(f"not a row: {line}")
    return Row(match["method"], match["route"], match["case"] or "", tuple(match["words"].split()))


def routes_answered_for(address: Address, routes: Iterable[str]) -> list[str]:
    """Return the routes of the table that answer for ``address``: its own, else the longest area that holds it."""
    routes = set(routes)
    if address.route in routes:
        return [address.route]
    areas = [route for route in routes if route.endswith(AREA) and address.route.startswith(route.removesuffix(AREA))]
    return sorted(areas, key=len)[-1:]
