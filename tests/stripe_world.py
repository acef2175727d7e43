"""Stripe's side of a test: the sandbox in this process, and webhooks that the test delivers in the order it likes.

Truth is fetched by the real library from the real sandbox over loopback; bodies are signed, so the real check runs.
"""

import json
import threading
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from courses.models import Order
from courses.sandbox.api import Api
from courses.sandbox.engine import Engine
from courses.sandbox.objects import Thing, thin_of
from courses.sandbox.server import Server
from courses.sandbox.signing import sign
from courses.services.orders import open_checkout

SECRET = "whsec_sandbox"
WEBHOOK = "/webhooks/stripe/"


class StripeWorld:
    """One test's Stripe: ``engine`` does what buyers and banks do, ``deliver`` carries an event to our webhook."""

    def __init__(self, server: Server, capture: Callable) -> None:
        self.server, self.capture = server, capture
        self.client = Client()
        self.forget_everything()

    def forget_everything(self) -> None:
        """Begin anew, with no objects and no idempotency keys."""
        self.engine = self.server.engine = Engine()
        self.server.api = Api(self.engine, base_url=self.server.url)

    @property
    def url(self) -> str:
        return self.server.url

    def checkout(self, order: Order) -> str:
        """Open the checkout of ``order`` and return the session's id."""
        attempt = open_checkout(
            order=order,
            at=timezone.now(),
            success_url="http://testserver/thanks/",
            cancel_url="http://testserver/back/",
        )
        return attempt.session_id

    def charge_of(self, order: Order) -> str:
        """The id of the newest charge that was made for ``order``."""
        return next(found["id"] for found in self.engine.all("charge") if found["metadata"]["order"] == order.reference)

    def events(self, *types: str) -> list[Thing]:
        """The events so far, the oldest first; only those of ``types`` if any are given."""
        return [event for event in self.engine.events if not types or event["type"] in types]

    def deliver(self, event: Thing, *, thin: bool = False) -> Any:
        """Deliver one event and let what follows it run; return the answer."""
        return self.post(json.dumps(thin_of(event) if thin else event))

    def deliver_all(self, events: Iterable[Thing] | None = None) -> None:
        for event in self.events() if events is None else events:
            assert self.deliver(event).status_code == 200

    def post(self, body: str | bytes, signature: str | None = None, **headers: str) -> Any:
        """Send a body to the webhook, signed as Stripe signs unless a signature is given."""
        if signature is None and isinstance(body, str):
            signature = sign(body, SECRET)
        extra = {"HTTP_STRIPE_SIGNATURE": signature} if signature else {}
        with self.capture(execute=True):
            return self.client.post(WEBHOOK, body, content_type="application/json", **extra, **headers)


@pytest.fixture(scope="session")
def stripe_server():
    server = Server(Engine())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def stripe_world(stripe_server, settings, django_capture_on_commit_callbacks, db) -> StripeWorld:
    """A fresh Stripe for this test."""
    cache.clear()
    settings.STRIPE_API_BASE = stripe_server.url
    return StripeWorld(stripe_server, django_capture_on_commit_callbacks)
