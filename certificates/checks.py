"""What ``manage.py check --deploy`` says about the signing key."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from certificates.errors import CredentialError
from certificates.services.keys import ENVIRONMENT, read_key

_HINT = f"Set {ENVIRONMENT}, or run manage.py certificates rotate-key to write CREDENTIAL_KEY_FILE."


@register(Tags.security, deploy=True)
def check_signing_key(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Refuse a site that would sign with no key, the demo's key or a broken one."""
    try:
        key = read_key()
    except (CredentialError, ValueError, KeyError):
        return [Error("The key that signs certificates cannot be read.", hint=_HINT, id="certificates.E003")]
    if key is None:
        return [Error("There is no key to sign certificates with.", hint=_HINT, id="certificates.E001")]
    if key.demo and not settings.DEMO:
        return [Error("Certificates would be signed with the demo's key.", hint=_HINT, id="certificates.E002")]
    return []
