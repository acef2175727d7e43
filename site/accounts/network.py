"""From where a request came."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """Return the client's IP address, as many proxies away as ``ALLAUTH_TRUSTED_PROXY_COUNT`` says, or ``None``."""
    return get_adapter(request).get_client_ip(request) or None
