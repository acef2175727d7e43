"""What an item declares: its responses, how they are marked, and what outcomes carry along for us."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Notes, Refusal
from quizzes.exchange.common.numbers import number_of
from quizzes.exchange.common.weighted import ONE, ZERO
from quizzes.exchange.common.xml_tree import Node

#: Begins the names of outcomes that carry along what QTI has no place for.
CARRIED = "OWN_"
SHARE_DECIMALS = 7


@dataclass(frozen=True)
class Entry:
    """A mapped value and whether capitals matter in what is mapped."""

    value: Decimal
    case_sensitive: bool = False


@dataclass(frozen=True)
class Response:
    """A declared response: what is right, and what single values earn."""

    identifier: str
    base: str
    cardinality: str
    correct: tuple[str, ...]
    mapping: dict[str, Entry]
    default: Decimal
    most: Decimal | None

    def shares(self, keys: list[str], *, summed: bool) -> dict[str, Decimal]:
        """Return the share of the mark that each value earns: of the best one, or of the sum of all above 0."""
        told = {key: self.mapping[key].value if key in self.mapping else self.default for key in keys}
        above = [value for value in told.values() if value > 0]
        whole = (sum(above, ZERO) if summed else max(above, default=ZERO)) or ONE
        if self.most is not None and 0 < self.most < whole:
            whole = self.most
        return {key: _share(value, whole) for key, value in told.items()}


def _share(value: Decimal, whole: Decimal) -> Decimal:
    return value if whole == ONE else min(round(value / whole, SHARE_DECIMALS), ONE)


def responses_of(item: Node) -> dict[str, Response]:
    """Return the declared responses by identifier."""
    return {node.get("identifier"): _response(node) for node in item.children("responseDeclaration")}


def _response(node: Node) -> Response:
    mapping = node.child("mapping")
    correct = node.child("correctResponse")
    entries = mapping.children("mapEntry") if mapping else []
    bound = mapping.get("upperBound") if mapping else ""
    return Response(
        identifier=node.get("identifier"),
        base=node.get("baseType"),
        cardinality=node.get("cardinality"),
        correct=tuple(value.text() for value in correct.children("value")) if correct else (),
        mapping={entry.get("mapKey"): _entry(entry) for entry in entries},
        default=number_of(mapping.get("defaultValue", "0") or "0") if mapping else ZERO,
        most=number_of(bound) if bound else None,
    )


def _entry(node: Node) -> Entry:
    return Entry(number_of(node.get("mappedValue", "0")), node.get("caseSensitive") == "true")


def carried_of(item: Node) -> dict[str, list[str]]:
    """Return what outcomes carry along: name and values."""
    return dict(_carried(item))


def _carried(item: Node) -> Iterator[tuple[str, list[str]]]:
    for node in item.children("outcomeDeclaration"):
        default = node.child("defaultValue")
        if node.get("identifier").startswith(CARRIED) and default:
            yield node.get("identifier").removeprefix(CARRIED), [value.text() for value in default.children("value")]


def marked_by(item: Node, response: Response, notes: Notes) -> str:
    """Return "match" or "map": whether the right response or the mapped values earn the mark.

    Rules of an item's own are noted, and the nearer of the two is returned. Raise Refusal where nothing is right.
    """
    processing = item.child("responseProcessing")
    template = (processing.get("template") if processing else "").rsplit("/", 1)[-1].removesuffix(".xml")
    if template == "map_response_point":
        raise Refusal(_("It asks for a place in a picture, which is not taken yet."))
    maps = processing is not None and any(_is_about(node, response) for node in processing.all("mapResponse"))
    matches = processing is not None and any(_is_about(node, response) for node in processing.all("correct"))
    known = template in {"match_correct", "map_response"} or maps or matches
    if processing and processing.children() and not known:
        notes.append(_("Its own rules of marking are lost."))
    by_map = bool(response.mapping) and (template == "map_response" or maps or not (matches or template))
    if not by_map and not response.correct:
        raise Refusal(_("It declares no right response."))
    return "map" if by_map else "match"


def _is_about(node: Node, response: Response) -> bool:
    return node.get("identifier") == response.identifier
