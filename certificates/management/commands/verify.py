"""``manage.py verify FILE``: check a certificate's file without any network."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from certificates.errors import CredentialError
from certificates.models import Certificate
from certificates.services.keys import published_did
from certificates.verification import Verified, read_credential, verify


class Command(BaseCommand):
    help = (
        "Check the signature of a certificate (JSON, PDF, PNG or SVG) offline, and say what our register knows of it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--did",
            type=Path,
            help="a saved did.json to take the keys from, instead of the register; nothing else is asked",
        )

    def handle(self, *args: Any, file: Path, did: Path | None, **options: Any) -> None:
        try:
            keys = json.loads(did.read_text("utf-8")) if did else published_did()
            verified = verify(read_credential(file.read_bytes()), did=keys)
        except (CredentialError, OSError, ValueError) as error:
            raise CommandError(f"Not verified: {error}") from error
        self.stdout.write(f"Signature right: {verified.title}, {verified.name}, {verified.code}")
        self.stdout.write(f"Signed with {verified.method}")
        if not did:
            self.stdout.write(self._register(verified))

    def _register(self, verified: Verified) -> str:
        certificate = Certificate.objects.filter(code=verified.code).first()
        if certificate is None:
            return "Our register has no certificate with this code."
        since = f"{certificate.state_at:%Y-%m-%d}"
        return f"In our register: {certificate.state} since {since}. {certificate.state_reason}".strip()
