"""Signing and checking: one Data Integrity proof, cryptosuite ``eddsa-rdfc-2022`` (W3C vc-di-eddsa)."""

from datetime import UTC, datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from certificates.credential import multibase
from certificates.credential.canonical import Document, digest
from certificates.errors import CredentialError

CRYPTOSUITE = "eddsa-rdfc-2022"


def timestamp(at: datetime) -> str:
    """Return ``at`` as XML Schema writes it, in UTC to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def sign(document: Document, *, key: Ed25519PrivateKey, method: str, at: datetime) -> Document:
    """Return ``document`` with its proof; ``method`` is the address of the public key in our DID document."""
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": CRYPTOSUITE,
        "created": timestamp(at),
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
    signature = key.sign(_hash(document, proof))
    return document | {"proof": [proof | {"proofValue": multibase.encode(signature)}]}


def the_proof(document: Document) -> dict[str, Any]:
    """Return the one proof of ``document``; raise CredentialError if there is none, another kind, or several."""
    proofs = document.get("proof")
    proofs = proofs if isinstance(proofs, list) else [proofs]
    if len(proofs) != 1 or not isinstance(proofs[0], dict):
        raise CredentialError("The credential does not carry exactly one proof.")
    proof = proofs[0]
    wanted = {"type": "DataIntegrityProof", "cryptosuite": CRYPTOSUITE, "proofPurpose": "assertionMethod"}
    if any(proof.get(name) != value for name, value in wanted.items()):
        raise CredentialError("The credential's proof is of a kind that we do not issue.")
    if not isinstance(proof.get("verificationMethod"), str) or not isinstance(proof.get("proofValue"), str):
        raise CredentialError("The credential's proof is incomplete.")
    return proof


def check(document: Document, *, key: Ed25519PublicKey) -> None:
    """Raise CredentialError unless ``document`` is exactly what the holder of ``key`` signed."""
    proof = the_proof(document)
    signature = multibase.decode(proof["proofValue"])
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    try:
        key.verify(signature, _hash(unsigned, options))
    except InvalidSignature as error:
        raise CredentialError("The signature does not match: something in the credential was changed.") from error


def _hash(document: Document, proof: Document) -> bytes:
    """Return SHA-256 of the proof's options followed by SHA-256 of the document, both canonical."""
    return digest({"@context": document.get("@context")} | proof) + digest(document)
