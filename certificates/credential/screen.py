"""A look at a document before any JSON-LD is done with it: small and plain enough to be one of ours, or refused.

Canonicalisation takes time that grows with the factorial of look-alike nodes without a name, and every context costs
again; a hostile file of a few kilobytes could keep a worker busy for hours. Ours have five such nodes, and contexts
only at the top.
"""

from collections.abc import Iterator
from typing import Any

from certificates.errors import CredentialError

MOST_NAMELESS, MOST_NODES, MOST_VALUES, MOST_CONTEXTS = 8, 40, 400, 3


def refuse_costly(document: dict[str, Any]) -> None:
    """Raise CredentialError for a document that is unlike ours in a way that costs."""
    contexts = document.get("@context")
    few = isinstance(contexts, list) and len(contexts) <= MOST_CONTEXTS
    if not few or not all(isinstance(one, str) for one in contexts or []):
        raise CredentialError("The credential names vocabularies in a way that ours never do.")
    values = list(_values({name: value for name, value in document.items() if name != "@context"}))
    nodes = [value for value in values if isinstance(value, dict)]
    nameless = [node for node in nodes if "id" not in node]
    if len(values) > MOST_VALUES or len(nodes) > MOST_NODES or len(nameless) > MOST_NAMELESS:
        raise CredentialError("The credential has more parts than any of ours.")
    if any(name.startswith("@") for node in nodes for name in node):
        raise CredentialError("The credential uses JSON-LD keywords that ours never do.")
    if any(isinstance(value, str) and value.startswith("_:") for value in values):
        raise CredentialError("The credential names its parts in a way that ours never do.")


def _values(value: Any) -> Iterator[Any]:
    yield value
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        yield from _values(child)
