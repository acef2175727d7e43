"""Checking and loading courses that come as files."""

from django.utils import timezone
from django_tasks import task

from courses.services import imports


@task()
def check_import(import_id: int) -> str:
    """Check an archive."""
    return imports.check_import(import_id=import_id, at=timezone.now()).state


@task()
def carry_out_import(import_id: int) -> str:
    """Load an archive that was confirmed."""
    return imports.carry_out_import(import_id=import_id, at=timezone.now()).state
