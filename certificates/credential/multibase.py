"""Ed25519 keys and signatures as text: multibase base58btc, with the multicodec prefix for keys."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from certificates.errors import CredentialError

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_PUBLIC = b"\xed\x01"
_PRIVATE = b"\x80\x26"


def encode(data: bytes) -> str:
    """Return ``data`` as multibase base58btc (``z…``)."""
    number, text = int.from_bytes(data), ""
    while number:
        number, digit = divmod(number, 58)
        text = _ALPHABET[digit] + text
    return "z" + "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def decode(text: str) -> bytes:
    """Return the bytes of multibase base58btc ``text``; raise CredentialError if it is not that."""
    digits = text[1:]
    if not text.startswith("z") or len(text) > 200 or not set(digits) <= set(_ALPHABET):
        raise CredentialError("A key or signature is not written in multibase base58btc.")
    number = 0
    for digit in digits:
        number = number * 58 + _ALPHABET.index(digit)
    zeros = len(digits) - len(digits.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)


def _key_bytes(text: str, prefix: bytes) -> bytes:
    data = decode(text)
    if not data.startswith(prefix) or len(data) != len(prefix) + 32:
        raise CredentialError("A key is not an Ed25519 key.")
    return data[len(prefix) :]


def public_text(key: Ed25519PublicKey) -> str:
    """Return a public key as ``publicKeyMultibase``."""
    return encode(_PUBLIC + key.public_bytes_raw())


def public_key(text: str) -> Ed25519PublicKey:
    """Return the public key written in ``text``; raise CredentialError if it is none."""
    return Ed25519PublicKey.from_public_bytes(_key_bytes(text, _PUBLIC))


def private_text(key: Ed25519PrivateKey) -> str:
    """Return a private key as ``secretKeyMultibase``."""
    return encode(_PRIVATE + key.private_bytes_raw())


def private_key(text: str) -> Ed25519PrivateKey:
    """Return the private key written in ``text``; raise CredentialError if it is none."""
    return Ed25519PrivateKey.from_private_bytes(_key_bytes(text, _PRIVATE))
