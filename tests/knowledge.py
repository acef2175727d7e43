"""The atlas, the safety lists and the glossary as our own files have them, for tests that need them whole."""

from django.utils import timezone

from content.services.knowledge import load_knowledge
from tests.kept_rows import KeptRows

KNOWLEDGE = KeptRows(make=lambda: load_knowledge(at=timezone.now()))
