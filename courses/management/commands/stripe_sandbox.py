"""``manage.py stripe_sandbox``: the local stand-in for Stripe. No money moves; production refuses to start with it."""

import logging
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from courses.sandbox.engine import Engine
from courses.sandbox.server import Server
from courses.sandbox.storage import Storage


class Command(BaseCommand):
    help = "Serve a sandbox that speaks Stripe's API on loopback, with a checkout page and a panel."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8001)
        parser.add_argument("--webhook", default="", help="where events go (default: this site's webhook)")
        parser.add_argument("--state", type=Path, default=settings.VAR / "sandbox.json", help="where objects are kept")
        parser.add_argument(
            "--settle-after", type=float, help="seconds after which delayed payments settle by themselves"
        )

    def handle(
        self, *args: object, port: int, webhook: str, state: Path, settle_after: float | None, **options: object
    ) -> None:
        if not settings.DEMO:
            raise CommandError("The sandbox is for development: these settings have DEMO off.")
        logging.getLogger("courses.sandbox").setLevel(logging.INFO)
        engine = Engine(Storage(state), settle_after=settle_after)
        webhook = webhook or settings.PUBLIC_URL + "/webhooks/stripe/"
        server = Server(engine, port, webhook=webhook, secret=settings.STRIPE_WEBHOOK_SECRET)
        server.deliveries.start()
        self.stdout.write(f"sandbox: {server.url}/panel/ (webhooks to {webhook}; no money moves)")
        self.stdout.flush()
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            server.server_close()
