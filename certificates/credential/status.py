"""The signed status list (W3C Bitstring Status List 1.0): one bit a certificate, compressed and multibase-encoded."""

import base64
import gzip
from collections.abc import Iterable
from typing import Any

from django.conf import settings

from certificates.credential.did import issuer_id
from certificates.credential.loader import CREDENTIALS_V2
from certificates.errors import CredentialError

#: Milliseconds for which a reader may keep the list.
TTL = 300_000


def list_url(number: int) -> str:
    """Return the public address of a status list, which is also its ``id``."""
    return f"{settings.PUBLIC_URL}/status/revocation/{number}"


def encode_bits(indexes: Iterable[int], *, size: int) -> str:
    """Return the bitstring with ``indexes`` set (index 0 is the leftmost bit): GZIP, base64url, multibase ``u``."""
    bits = bytearray(size // 8)
    for index in indexes:
        bits[index // 8] |= 0x80 >> index % 8
    return "u" + base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).decode().rstrip("=")


def is_set(encoded: str, index: int, *, size: int) -> bool:
    """Say whether bit ``index`` is set in an encoded list; raise CredentialError if it is not such a list."""
    try:
        packed = base64.urlsafe_b64decode(encoded[1:] + "=" * (-len(encoded[1:]) % 4))
        bits = gzip.decompress(packed) if len(packed) <= size // 8 else b""
    except (ValueError, OSError, EOFError) as error:
        raise CredentialError("The status list cannot be read.") from error
    if not encoded.startswith("u") or not 0 <= index < len(bits) * 8 or len(bits) * 8 > size:
        raise CredentialError("The status list cannot be read.")
    return bool(bits[index // 8] & (0x80 >> index % 8))


def status_list_document(*, number: int, encoded: str, valid_from: str) -> dict[str, Any]:
    """Return the unsigned status list credential."""
    url = list_url(number)
    return {
        "@context": [CREDENTIALS_V2],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer_id(),
        "validFrom": valid_from,
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "ttl": TTL,
            "encodedList": encoded,
        },
    }
