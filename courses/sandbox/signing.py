"""Signing a webhook's body as Stripe does: ``t=<seconds>,v1=<HMAC-SHA256 of "t.body">``."""

import hashlib
import hmac
import time


def sign(body: str, secret: str, at: int | None = None) -> str:
    """Return the ``Stripe-Signature`` header of ``body``, signed at ``at`` (seconds since 1970, default now)."""
    stamp = int(time.time()) if at is None else at
    mac = hmac.new(secret.encode(), f"{stamp}.{body}".encode(), hashlib.sha256)
    return f"t={stamp},v1={mac.hexdigest()}"
