"""The academy's signing key: the private half from the environment or one file, the public half kept for ever."""

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from certificates.credential import multibase
from certificates.credential.did import did_document, key_address
from certificates.errors import KeyMissing
from certificates.models import IssuerKey

ENVIRONMENT = "CREDENTIAL_PRIVATE_KEY"


@dataclass(frozen=True)
class SigningKey:
    """A private key under its dated name; ``demo`` says that it was made without being asked."""

    name: str
    private: Ed25519PrivateKey
    demo: bool = False

    @property
    def method(self) -> str:
        """The address of the public half in our DID document."""
        return key_address(self.name)

    @property
    def public_multibase(self) -> str:
        return multibase.public_text(self.private.public_key())

    def as_environment(self) -> str:
        """Return the value of ``CREDENTIAL_PRIVATE_KEY`` that means this key: ``name:z…``."""
        return f"{self.name}:{multibase.private_text(self.private)}"


def read_key() -> SigningKey | None:
    """Return the key of the environment, else of the file, else ``None``."""
    if value := os.environ.get(ENVIRONMENT, "").strip():
        name, _colon, private = value.partition(":")
        return SigningKey(name, multibase.private_key(private))
    if not (path := Path(settings.CREDENTIAL_KEY_FILE)).exists():
        return None
    held = json.loads(path.read_text("utf-8"))
    return SigningKey(held["name"], multibase.private_key(held["private"]), demo=held.get("demo", False))


def current_key(*, at: datetime) -> SigningKey:
    """Return the key to sign with, its public half registered; the demo makes its own. Raise KeyMissing elsewhere."""
    key = read_key()
    if key is None and settings.CREDENTIAL_KEY_GENERATE:
        write_key(new_key(at=at, demo=True), replace=False)
        key = read_key()
    if key is None or (key.demo and not settings.CREDENTIAL_KEY_GENERATE):
        raise KeyMissing(
            f"Set {ENVIRONMENT}, or CREDENTIAL_KEY_FILE to a key of your own (manage.py certificates rotate-key)."
        )
    register(key, at=at)
    return key


def new_key(*, at: datetime, demo: bool = False) -> SigningKey:
    """Return a fresh key named for the month, ``key-2026-11``, or ``key-2026-11-2`` if that is taken."""
    stem, number = f"key-{at:%Y-%m}", 1
    name = stem
    while IssuerKey.objects.filter(name=name).exists():
        number += 1
        name = f"{stem}-{number}"
    return SigningKey(name, Ed25519PrivateKey.generate(), demo=demo)


def register(key: SigningKey, *, at: datetime) -> IssuerKey:
    """Keep the public half; raise KeyMissing if the name already belongs to another key."""
    known, _created = IssuerKey.objects.get_or_create(
        name=key.name, defaults={"public_multibase": key.public_multibase, "registered_at": at}
    )
    if known.public_multibase != key.public_multibase:
        raise KeyMissing(f"Another key was published as {key.name}; give the new one another name.")
    return known


def write_key(key: SigningKey, *, replace: bool) -> Path:
    """Write ``key`` to the key file, readable by its owner alone, at once or not at all.

    Without ``replace`` a file that is already there stays: whoever comes first has made the key.
    """
    path = Path(settings.CREDENTIAL_KEY_FILE)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        held = {"name": key.name, "private": multibase.private_text(key.private), "demo": key.demo}
        file.write(json.dumps(held, indent=2) + "\n")
    try:
        _place(draft, path, replace=replace)
    finally:
        draft.unlink(missing_ok=True)
    return path


def _place(draft: Path, path: Path, *, replace: bool) -> None:
    if replace:
        draft.replace(path)
        return
    try:
        os.link(draft, path)
    except FileExistsError:
        return


def rotate_key(*, at: datetime) -> SigningKey:
    """Make the next key, publish its public half beside all earlier ones, and write it to the key file."""
    key = new_key(at=at)
    register(key, at=at)
    if not os.environ.get(ENVIRONMENT, "").strip():
        write_key(key, replace=True)
    return key


def published_did() -> dict[str, Any]:
    """Return the DID document with every key that ever signed, and the one that will sign next."""
    known = dict(IssuerKey.objects.values_list("name", "public_multibase"))
    if (key := read_key()) and not (key.demo and not settings.CREDENTIAL_KEY_GENERATE):
        known.setdefault(key.name, key.public_multibase)
    return did_document(known.items())
