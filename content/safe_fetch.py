"""Asking an address elsewhere whether it is there, without being made to ask our own network.

Every address that a name stands for must be a public one, and the connection is made to the very address that was
looked at, so that a name cannot change its mind between look and connection. Redirects are told, not followed.
"""

import http.client
import ipaddress
import socket
import ssl
from urllib.parse import urlsplit

from django.conf import settings

SECONDS = 8
MOST_BYTES = 64 * 1024
PORTS = {"http": 80, "https": 443}


class Refused(ValueError):
    """An address that we do not ask; the message says why."""


def ask(url: str) -> tuple[int, str]:
    """Return status and reason of ``url``; raise Refused, or OSError if there is no answer within eight seconds.

    First by HEAD; where that is not allowed, by GET of which at most 64 KiB are read.
    """
    status, reason = _ask(url, "HEAD")
    return _ask(url, "GET") if status in {403, 405, 501} else (status, reason)


def _ask(url: str, method: str) -> tuple[int, str]:
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname or parts.username:
        raise Refused("not a plain http or https address")
    port = parts.port or PORTS[parts.scheme]
    connection = _Pinned(parts.hostname, port, public_address(parts.hostname, port), parts.scheme == "https")
    try:
        target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
        connection.request(method, target, headers={"User-Agent": "NMT Academy link check", "Accept": "*/*"})
        response = connection.getresponse()
        response.read(MOST_BYTES)
        return response.status, response.reason
    except (http.client.HTTPException, UnicodeError) as error:
        raise OSError(str(error) or type(error).__name__) from error
    finally:
        connection.close()


def public_address(host: str, port: int) -> str:
    """Return one address of ``host``; raise Refused if any of them is not a public one."""
    found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    if f"{host}:{port}" not in settings.LINK_CHECK_TRUSTED_HOSTS:
        for address in found:
            if not _is_public(address):
                raise Refused("an address of a private network")
    return min(found)


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return ip.is_global and not ip.is_multicast and (mapped is None or mapped.is_global)


class _Pinned(http.client.HTTPConnection):
    """A connection to ``address`` that calls itself ``host``."""

    def __init__(self, host: str, port: int, address: str, secure: bool) -> None:
        super().__init__(host, port, timeout=SECONDS)
        self.address, self.secure = address, secure

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), SECONDS)
        if self.secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
