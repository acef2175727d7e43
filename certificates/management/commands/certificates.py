"""``manage.py certificates …``: the academy's signing key, and employers' keys for the batch check."""

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from certificates.services.employers import grant_key, withdraw_keys
from certificates.services.keys import ENVIRONMENT, rotate_key


class Command(BaseCommand):
    help = "rotate-key: the next signing key, earlier ones stay valid. grant-key, withdraw-key: for employers."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("rotate-key")
        for action in ("grant-key", "withdraw-key"):
            actions.add_parser(action).add_argument("employer")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        """Carry out one action."""
        if action == "rotate-key":
            self._rotate()
        elif action == "grant-key":
            self._grant(options["employer"])
        else:
            self._withdraw(options["employer"])

    def _rotate(self) -> None:
        key = rotate_key(at=timezone.now())
        self.stdout.write(f"{key.name} is published as {key.method}")
        if os.environ.get(ENVIRONMENT, "").strip():
            self.stdout.write(f"Set {ENVIRONMENT} to this and restart; it is shown only now:")
            self.stdout.write(key.as_environment())
        else:
            self.stdout.write(f"It is written to {settings.CREDENTIAL_KEY_FILE} and signs from now on.")

    def _grant(self, employer: str) -> None:
        self.stdout.write(f"The key of {employer}, shown only now: {grant_key(label=employer, at=timezone.now())}")

    def _withdraw(self, employer: str) -> None:
        self.stdout.write(f"Taken back from {employer}: {withdraw_keys(label=employer, at=timezone.now())}")
