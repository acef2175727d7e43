"""The academy as an issuer: its ``did:web`` name and the document that publishes its keys."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from certificates.credential.loader import DID_V1, MULTIKEY_V1


def issuer_id() -> str:
    """Return ``did:web:HOST`` for ``PUBLIC_URL``; the colon of a port is written ``%3A``."""
    host = settings.PUBLIC_URL.split("://", 1)[-1].split("/")[0]
    return "did:web:" + host.replace(":", "%3A")


def key_address(name: str) -> str:
    """Return the address of the key ``name`` in our DID document."""
    return f"{issuer_id()}#{name}"


def did_document(keys: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return the DID document for ``keys``: pairs of dated name and public multibase, all of them, old ones too."""
    methods = [
        {"id": key_address(name), "type": "Multikey", "controller": issuer_id(), "publicKeyMultibase": public}
        for name, public in keys
    ]
    return {
        "@context": [DID_V1, MULTIKEY_V1],
        "id": issuer_id(),
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }
