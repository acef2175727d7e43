"""``manage.py content_health``: looks at every page and the library, and says how much was found."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from content.services.health import check_everything
from content.services.link_check import check_external_links


class Command(BaseCommand):
    help = "Look at every page and the library for the content health report."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--links", action="store_true", help="also ask external links, if that is switched on")

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        self.stdout.write(f"{check_everything(at=at)} findings.")
        if options["links"]:
            self.stdout.write(f"{check_external_links(at=at)} external links asked.")
