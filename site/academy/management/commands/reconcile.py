"""``manage.py reconcile``: finds and repairs every effect that a crash could have lost; safe at any time."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from academy.reconcile import reconcile_all


class Command(BaseCommand):
    help = "Find and repair effects lost between payment, progress and certificate."

    def handle(self, *args: object, **options: object) -> None:
        sentences = reconcile_all(at=timezone.now())
        for sentence in sentences:
            self.stdout.write(sentence)
        self.stdout.write(f"{len(sentences)} mended.")
