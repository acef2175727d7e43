"""``manage.py load_knowledge``: brings the atlas, the safety lists and the glossary to what the files say."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from content.services.knowledge import load_knowledge


class Command(BaseCommand):
    help = "Load muscles, body regions, contraindications, red flags and terms; loading twice changes nothing."

    def handle(self, *args: object, **options: object) -> None:
        for name, count in load_knowledge(at=timezone.now()).items():
            self.stdout.write(f"{name}: {count} changed")
