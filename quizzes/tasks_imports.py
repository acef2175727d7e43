"""Checking and loading files of questions."""

from django.utils import timezone
from django_tasks import task

from quizzes.services import imports


@task()
def check_questions(import_id: int) -> str:
    """Check a file."""
    return imports.check_import(import_id=import_id, at=timezone.now()).state


@task()
def load_questions(import_id: int) -> str:
    """Load a file that was confirmed."""
    return imports.carry_out_import(import_id=import_id, at=timezone.now()).state
