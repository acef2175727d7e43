"""Checking a credential by itself: what was signed, by which published key. Nothing is fetched, nothing executed."""

import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from certificates import codes
from certificates.artwork.baking import PNG_SIGNATURE, read_png, read_svg
from certificates.credential import multibase
from certificates.credential.proof import check, the_proof
from certificates.errors import CredentialError

#: Bytes of a file that we look at, and of a credential found in it.
LARGEST_FILE = 3_000_000
LARGEST_CREDENTIAL = 64_000
#: Streams of a PDF that we look into; ours have about thirty.
MOST_STREAMS = 300
_STREAM = re.compile(rb"stream\r?\n")

Document = dict[str, Any]


@dataclass(frozen=True)
class Verified:
    """A credential whose signature is right; ``code`` is the certificate that it says it is."""

    document: Document
    code: str
    method: str

    @property
    def name(self) -> str:
        return self.document["credentialSubject"]["identifier"][0]["identityHash"]

    @property
    def title(self) -> str:
        return self.document["credentialSubject"]["achievement"]["name"]


def read_credential(data: bytes) -> Document:
    """Return the credential in a JSON, PDF, PNG or SVG file; raise CredentialError if there is none."""
    if len(data) > LARGEST_FILE:
        raise CredentialError("The file is larger than any of ours.")
    text = _text_of(data)
    try:
        document = json.loads(text) if len(text) <= LARGEST_CREDENTIAL else None
    except (ValueError, RecursionError) as error:
        raise CredentialError("The file carries no credential that can be read.") from error
    if not isinstance(document, dict):
        raise CredentialError("The file carries no credential that can be read.")
    return document


def _text_of(data: bytes) -> bytes:
    if data.startswith(PNG_SIGNATURE):
        return read_png(data)
    if data[:1024].lstrip().startswith(b"%PDF"):
        return read_pdf(data)
    if b"<svg" in data[:1024]:
        return read_svg(data)
    return data


def read_pdf(data: bytes) -> bytes:
    """Return the credential attached to a PDF: the first of its streams that is one. Raise CredentialError."""
    for text in _streams(data):
        if text.lstrip().startswith(b"{") and b'"proof"' in text:
            return text
    raise CredentialError("The PDF carries no credential.")


def _streams(data: bytes) -> Iterator[bytes]:
    """Yield the streams of a PDF, inflated no further than a credential can be long."""
    for opening in islice(_STREAM.finditer(data), MOST_STREAMS):
        raw = data[opening.end() : opening.end() + LARGEST_CREDENTIAL]
        if raw.startswith(b"{"):
            yield raw[: raw.find(b"endstream")].rstrip()
            continue
        try:
            yield zlib.decompressobj().decompress(raw, LARGEST_CREDENTIAL)
        except zlib.error:
            continue


def verify(document: Document, *, did: Document) -> Verified:
    """Return what ``document`` says if the issuer of ``did`` signed it so; raise CredentialError, which says why not.

    Whether the certificate still stands is another question: ask the verification page or the status list.
    """
    issuer = document.get("issuer")
    if not isinstance(issuer, dict) or issuer.get("id") != did["id"]:
        raise CredentialError("The credential was issued by somebody else.")
    method = the_proof(document)["verificationMethod"]
    published = {known["id"]: known["publicKeyMultibase"] for known in did["verificationMethod"]}
    if method not in published or method not in did["assertionMethod"]:
        raise CredentialError("The credential was signed with a key that the academy never published.")
    check(document, key=multibase.public_key(published[method]))
    return Verified(document, _code_of(document), method)


def _code_of(document: Document) -> str:
    subject = document.get("credentialSubject")
    code = codes.normalise(str(subject.get("licenseNumber"))) if isinstance(subject, dict) else None
    if code is None:
        raise CredentialError("The credential names no certificate.")
    return code
