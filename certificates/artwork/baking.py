"""Putting a credential into a picture and getting it out again (Open Badges 3.0, "baked badges")."""

import struct
import zlib

from certificates.errors import CredentialError

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"openbadgecredential"
NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"


def bake_png(picture: bytes, credential: str) -> bytes:
    """Return ``picture`` with ``credential`` in an uncompressed ``iTXt`` chunk before its end."""
    text = KEYWORD + b"\0\0\0\0\0" + credential.encode()
    chunk = struct.pack(">I", len(text)) + b"iTXt" + text + struct.pack(">I", zlib.crc32(b"iTXt" + text))
    end = picture.rindex(b"IEND") - 4
    return picture[:end] + chunk + picture[end:]


def read_png(picture: bytes) -> bytes:
    """Return the credential baked into ``picture``; raise CredentialError if there is none."""
    position = len(PNG_SIGNATURE)
    while position + 8 <= len(picture):
        length, kind = struct.unpack(">I4s", picture[position : position + 8])
        data = picture[position + 8 : position + 8 + length]
        if kind == b"iTXt" and data.startswith(KEYWORD + b"\0\0"):
            return data[len(KEYWORD) + 3 :].split(b"\0", 2)[-1]
        position += length + 12
    raise CredentialError("The picture carries no credential.")


def bake_svg(picture: str, credential: str) -> str:
    """Return ``picture`` with ``credential`` as ``openbadges:credential``, the first child of its root."""
    tag_end = picture.index(">", picture.index("<svg")) + 1
    text = credential.replace("]]>", "]]]]><![CDATA[>")
    element = f'<openbadges:credential xmlns:openbadges="{NAMESPACE}"><![CDATA[{text}]]></openbadges:credential>'
    return picture[:tag_end] + element + picture[tag_end:]


def read_svg(picture: bytes) -> bytes:
    """Return the credential baked into ``picture``; no XML is parsed, so none can be harmful. Raise CredentialError."""
    start = picture.find(b"<openbadges:credential")
    opened = picture.find(b"<![CDATA[", start)
    closed = picture.find(b"]]></openbadges:credential>", opened)
    if -1 in (start, opened, closed):
        raise CredentialError("The picture carries no credential.")
    return picture[opened + 9 : closed].replace(b"]]]]><![CDATA[>", b"]]>")
