"""Bringing a course as files: receive the archive, check it in the background, load it once somebody has confirmed."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, cast

from django.core.files import File
from django.db import transaction

from accounts.models import User
from accounts.services.audit import record
from content.source_faults import SourceError, SourceFaults
from courses.models import CourseImport, CourseIndexPage
from courses.sources.archive import BadArchive, unpack
from courses.sources.loading import Report, load_course

State = CourseImport.State


@transaction.atomic
def receive_import(*, archive: File, actor: User, at: datetime, then: Callable[[int], object]) -> CourseImport:
    """Keep an archive and have it checked (``then``) once that is certain."""
    kept = CourseImport.objects.create(
        name=Path(archive.name or "course.zip").name[:200], archive=archive, by=actor, at=at
    )
    record(action="course.import", target=kept, actor=actor, at=at, to_value=State.CHECKING, reason=kept.name)
    transaction.on_commit(partial(then, kept.pk))
    return kept


def check_import(*, import_id: int, at: datetime) -> CourseImport:
    """Try the load, undo it, and keep what it would have done or what is wrong."""
    kept = CourseImport.objects.get(pk=import_id)
    if kept.state != State.CHECKING:
        return kept
    return _try(kept, at=at, then=State.READY, undo=True)


@transaction.atomic
def confirm_import(*, token: str, actor: User, at: datetime, then: Callable[[int], object]) -> CourseImport:
    """Say that a checked archive is to be loaded; saying so twice loads it once."""
    kept = CourseImport.objects.select_for_update().get(token=token)
    if kept.state == State.READY:
        kept.state = State.LOADING
        kept.save(update_fields=["state"])
        record(action="course.import", target=kept, actor=actor, at=at, from_value=State.READY, to_value=State.LOADING)
        transaction.on_commit(partial(then, kept.pk))
    return kept


def carry_out_import(*, import_id: int, at: datetime) -> CourseImport:
    """Load a confirmed archive."""
    kept = CourseImport.objects.get(pk=import_id)
    if kept.state != State.LOADING:
        return kept
    return _try(kept, at=at, then=State.LOADED, undo=False)


def _try(kept: CourseImport, *, at: datetime, then: str, undo: bool) -> CourseImport:
    """Load the archive in one transaction and keep what came of it."""
    before = kept.state
    try:
        with TemporaryDirectory() as folder, kept.archive.open("rb") as opened:
            report = _load(unpack(cast(BinaryIO, opened), into=Path(folder)), kept, at=at, undo=undo)
        kept.state, kept.faults = then, []
        kept.changes, kept.unlisted, kept.same = report.changed, report.unlisted, report.same
    except (BadArchive, SourceError, SourceFaults) as error:
        kept.state, kept.faults = State.REFUSED, str(error).splitlines()
    kept.save()
    record(action="course.import", target=kept, actor=kept.by, at=at, from_value=before, to_value=kept.state)
    return kept


@transaction.atomic
def _load(folder: Path, kept: CourseImport, *, at: datetime, undo: bool) -> Report:
    catalogue = CourseIndexPage.objects.live().first()
    if catalogue is None:
        raise BadArchive("There is no catalogue page to put a course into.")
    _course, report = load_course(folder=folder, catalogue=catalogue, at=at, say=lambda words: None, actor=kept.by)
    transaction.set_rollback(undo)
    return report
