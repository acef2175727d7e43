"""Carrying events to the webhook in a thread of its own, again and again while the receiver is down."""

import json
import logging
import random
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field

from courses.sandbox.engine import Engine
from courses.sandbox.objects import Thing, thin_of
from courses.sandbox.signing import sign

logger = logging.getLogger("courses.sandbox")

TIMEOUT_SECONDS = 20
LONGEST_WAIT_SECONDS = 60


@dataclass
class Controls:
    """What the panel sets: how deliveries misbehave."""

    paused: bool = False
    double: bool = False
    shuffle: bool = False
    missign: bool = False
    thin: bool = False
    late: int = 0  # seconds


@dataclass
class Delivery:
    """One event on its way; ``due`` is in seconds since 1970, ``said`` what the receiver last answered."""

    event: Thing
    due: float
    tries: int = 0
    said: str = ""
    body: Thing = field(default_factory=dict)


class Deliveries:
    """A queue of events for one address."""

    def __init__(self, engine: Engine, *, url: str, secret: str) -> None:
        self.engine, self.url, self.secret = engine, url, secret
        self.controls = Controls()
        self.queue: list[Delivery] = []
        self.changed = threading.Condition()
        engine.on_event = self.add

    def start(self) -> None:
        """Take up what was not delivered before the last stop, and begin."""
        for event in self.engine.events:
            if event["pending_webhooks"]:
                self.add(event)
        threading.Thread(target=self._run, daemon=True).start()

    def add(self, event: Thing) -> None:
        """Put an event into the queue, twice or as a thin event beside the snapshot if the panel says so."""
        bodies = [event] * (2 if self.controls.double else 1) + ([thin_of(event)] if self.controls.thin else [])
        with self.changed:
            self.queue += [Delivery(event, time.time() + self.controls.late, body=body) for body in bodies]
            self.changed.notify()

    def waiting(self) -> list[Delivery]:
        """What has not arrived yet."""
        with self.changed:
            return list(self.queue)

    def _run(self) -> None:
        while True:
            self.engine.settle_due()
            self.engine.expire_overdue()
            delivery = self._next()
            if delivery:
                self._deliver(delivery)

    def _next(self) -> Delivery | None:
        with self.changed:
            due = [] if self.controls.paused else [found for found in self.queue if found.due <= time.time()]
            if not due:
                self.changed.wait(0.25)
                return None
            return random.choice(due) if self.controls.shuffle else due[0]  # noqa: S311

    def _deliver(self, delivery: Delivery) -> None:
        delivery.tries += 1
        delivery.said = self._post(json.dumps(delivery.body))
        logger.info("%s %s: %s", delivery.event["type"], delivery.event["id"], delivery.said)
        with self.changed:
            if delivery.said.startswith("2"):
                self.queue.remove(delivery)
                delivery.event["pending_webhooks"] = 0
            else:
                delivery.due = time.time() + min(2**delivery.tries / 2, LONGEST_WAIT_SECONDS)

    def _post(self, body: str) -> str:
        secret = "whsec_wrong" if self.controls.missign else self.secret
        headers = {"Content-Type": "application/json; charset=utf-8", "Stripe-Signature": sign(body, secret)}
        request = urllib.request.Request(self.url, body.encode(), headers)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
                return str(answer.status)
        except urllib.error.HTTPError as error:
            return str(error.code)
        except OSError as error:
            return f"not reached ({error})"
