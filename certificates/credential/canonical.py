"""RDF canonicalisation (RDFC-1.0) that refuses what JSON-LD would silently leave out.

A signature covers the RDF that a JSON document expands to, while people and programs read the JSON. The two agree only
if the JSON is the compacted form of its own expansion: then no undefined term or smuggled node goes unsigned.
"""

import hashlib
import json
from threading import Lock
from typing import Any

from pyld import jsonld

from certificates.credential.loader import load_document
from certificates.credential.screen import refuse_costly
from certificates.errors import CredentialError

_OPTIONS = {"base": None, "documentLoader": load_document, "processingMode": "json-ld-1.1"}
_CANONICAL = _OPTIONS | {"algorithm": "URDNA2015", "format": "application/n-quads"}  # RDFC-1.0 under its older name
_ONE_AT_A_TIME = Lock()  # PyLD shares its cache of contexts between threads

Document = dict[str, Any]


def digest(document: Document) -> bytes:
    """Return the SHA-256 of the canonical RDF of ``document``; raise CredentialError if any would go unsigned."""
    with _ONE_AT_A_TIME:
        try:
            refuse_costly(document)
            refuse_dropped_properties(document)
            canonical = jsonld.normalize(document, _CANONICAL)
        except (jsonld.JsonLdError, TypeError, ValueError, RecursionError) as error:
            raise CredentialError("The credential is not JSON-LD that can be signed or checked.") from error
    return hashlib.sha256(canonical.encode()).digest()


def refuse_dropped_properties(document: Document) -> None:
    """Raise CredentialError unless ``document`` is the compacted form of what it expands to."""
    compacted = jsonld.compact(document, document.get("@context"), _OPTIONS)
    if _spelling(compacted) != _spelling(document):
        raise CredentialError("The credential has properties that its vocabularies do not define.")


def _spelling(document: Document) -> str:
    return json.dumps(_plain({k: v for k, v in document.items() if k != "@context"}), sort_keys=True)


def _plain(value: Any) -> Any:
    """Fold the two spellings that JSON-LD holds equal: a list of one and its item, ``{"id": X}`` and ``X``."""
    if isinstance(value, list):
        items = [_plain(item) for item in value]
        return items[0] if len(items) == 1 else items
    if isinstance(value, dict):
        return _plain(value["id"]) if set(value) == {"id"} else {key: _plain(item) for key, item in value.items()}
    return value
