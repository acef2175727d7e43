"""What production will not start with; a pure rule over the settings, so that a test can attack it."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

# Names to refuse; nothing binds to them.
LOOPBACK = {"localhost", "127.0.0.1", "::1", "0.0.0.0"}  # noqa: S104
MIN_SECRET_LENGTH = 50


def objections(settings: Mapping[str, Any]) -> list[str]:
    """Return one sentence for each reason not to start with these settings; empty when there is none."""
    rules = (debug_rules, secret_rules, money_rules, database_rules, address_rules, credential_rules)
    return [sentence for rule in rules for sentence in rule(settings)]


def debug_rules(settings: Mapping[str, Any]) -> list[str]:
    """Refuse what is for developers and demonstrations."""
    found = []
    if settings["DEBUG"]:
        found.append("DEBUG is on.")
    if settings["DEMO"]:
        found.append("DEMO is on.")
    if not settings["STAFF_MFA_REQUIRED"]:
        found.append("STAFF_MFA_REQUIRED is off: staff need a second factor.")
    return found


def secret_rules(settings: Mapping[str, Any]) -> list[str]:
    """Refuse a key that others know or could guess."""
    secret = settings["SECRET_KEY"]
    if secret.startswith(("demo", "test", "django-insecure")) or len(secret) < MIN_SECRET_LENGTH:
        return [f"SECRET_KEY is a demo key or shorter than {MIN_SECRET_LENGTH} characters."]
    return []


def money_rules(settings: Mapping[str, Any]) -> list[str]:
    """Refuse the sandbox and test keys."""
    found = []
    if not settings["STRIPE_SECRET_KEY"].startswith(("sk_live_", "rk_live_")):
        found.append("STRIPE_SECRET_KEY is not a live key.")
    if (
        not settings["STRIPE_WEBHOOK_SECRET"].startswith("whsec_")
        or settings["STRIPE_WEBHOOK_SECRET"] == "whsec_sandbox"  # noqa: S105
    ):
        found.append("STRIPE_WEBHOOK_SECRET is the sandbox's, or not a webhook secret.")
    if settings["STRIPE_API_BASE"]:
        found.append("STRIPE_API_BASE is set: that is for the sandbox.")
    return found


def database_rules(settings: Mapping[str, Any]) -> list[str]:
    """Refuse a database that forgets."""
    database = settings["DATABASES"]["default"]
    name = str(database["NAME"])
    if database["ENGINE"].endswith("sqlite3") and (not name or ":memory:" in name or "mode=memory" in name):
        return ["DATABASE_URL names an SQLite database in memory: it would be lost at every start."]
    return []


def address_rules(settings: Mapping[str, Any]) -> list[str]:
    """Refuse an address that a browser cannot trust."""
    address = urlsplit(settings["PUBLIC_URL"])
    if address.scheme != "https" or (address.hostname or "") in LOOPBACK | {""}:
        return ["PUBLIC_URL is not an https address of a public host."]
    return []


def credential_rules(settings: Mapping[str, Any]) -> list[str]:
    """Refuse to sign certificates with the key that a demo made for itself, or without being told where a key is."""
    if os.environ.get("CREDENTIAL_PRIVATE_KEY"):
        return []
    if not os.environ.get("CREDENTIAL_KEY_FILE"):
        return ["Neither CREDENTIAL_PRIVATE_KEY nor CREDENTIAL_KEY_FILE says what certificates are signed with."]
    file = Path(settings["CREDENTIAL_KEY_FILE"])
    if file.exists() and json.loads(file.read_text("utf-8")).get("demo"):
        return ["CREDENTIAL_KEY_FILE holds a demo's key."]
    return []
