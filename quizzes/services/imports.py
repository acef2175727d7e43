"""Bringing a file of questions: receive it, check it in the background, load it once somebody has confirmed."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast
from uuid import UUID

from django.core.files import File
from django.db import transaction

from accounts.models import User
from accounts.services.audit import record
from quizzes.exchange import read
from quizzes.models import ImportLine, QuestionImport
from quizzes.services.bank_loading import write_questions
from quizzes.services.import_plan import Plan, Wishes, make_plan

State = QuestionImport.State
ACTION = "question.import"
BATCH = 1000
LONGEST_NAME = 200


@transaction.atomic
def receive_import(
    *, file: File, format: str, wishes: Wishes, actor: User | None, at: datetime, then: Callable[[int], object]
) -> QuestionImport:
    """Keep a file and have it checked (``then``) once that is certain; an empty ``format`` is recognised."""
    kept = QuestionImport.objects.create(
        name=Path(file.name or "questions").name[:LONGEST_NAME],
        file=file,
        format=format,
        by=actor,
        at=at,
        prefix=wishes.prefix,
        tags=list(wishes.tags),
        existing=wishes.existing,
        publish=wishes.publish,
    )
    record(action=ACTION, target=kept, actor=actor, at=at, to_value=State.CHECKING, reason=kept.name)
    transaction.on_commit(partial(then, kept.pk))
    return kept


def check_import(*, import_id: int, at: datetime) -> QuestionImport:
    """Keep what loading the file would do; checking again changes nothing."""
    kept = QuestionImport.objects.get(pk=import_id)
    if kept.state != State.CHECKING:
        return kept
    plan = plan_of(kept)  # takes long, so nothing is locked yet
    with transaction.atomic():
        kept = _locked(import_id)
        if kept.state == State.CHECKING:
            _keep(kept, plan, State.REFUSED if plan.refused else State.READY, at=at)
    return kept


@transaction.atomic
def confirm_import(
    *, token: UUID, load_rest: bool, actor: User | None, at: datetime, then: Callable[[int], object]
) -> QuestionImport:
    """Say that a checked file is to be loaded; one with faults only if its other items are wanted (``load_rest``).

    Saying so twice loads it once.
    """
    kept = QuestionImport.objects.select_for_update(of=("self",)).get(token=token)
    if not kept.can_be_loaded or (kept.refused and not load_rest):
        return kept
    before, kept.state, kept.load_rest = kept.state, State.LOADING, load_rest
    kept.save(update_fields=["state", "load_rest"])
    record(action=ACTION, target=kept, actor=actor, at=at, from_value=before, to_value=State.LOADING)
    transaction.on_commit(partial(then, kept.pk))
    return kept


def carry_out_import(*, import_id: int, at: datetime) -> QuestionImport:
    """Load a confirmed file: all of it in one transaction, or nothing; a run that was killed can be run again.

    The bank may have changed since the check, so that the file is held against it once more.
    """
    kept = QuestionImport.objects.get(pk=import_id)
    if kept.state != State.LOADING:
        return kept
    plan = plan_of(kept)
    with transaction.atomic():
        kept = _locked(import_id)
        if kept.state == State.LOADING:
            _load(kept, plan, at=at)
    return kept


def _load(kept: QuestionImport, plan: Plan, *, at: datetime) -> None:
    if plan.refused and not kept.load_rest:
        _keep(kept, plan, State.REFUSED, at=at)
        return
    write_questions(questions=plan.to_write, publish=kept.publish, at=at, actor=kept.by)
    _keep(kept, plan, State.LOADED, at=at)


def _locked(import_id: int) -> QuestionImport:
    return QuestionImport.objects.select_for_update(of=("self",)).get(pk=import_id)


def plan_of(kept: QuestionImport) -> Plan:
    """Return what loading the file would do now."""
    with kept.file.open("rb") as opened:
        reading = read(kept.name, cast(BinaryIO, opened), kept.format)
    return make_plan(reading, Wishes(kept.prefix, tuple(kept.tags), kept.existing, kept.publish))


def _keep(kept: QuestionImport, plan: Plan, state: str, *, at: datetime) -> None:
    """Keep a plan line by line, and that it was made."""
    before, kept.state = kept.state, state
    kept.counts, kept.notes, kept.format = plan.counts, list(plan.notes), plan.format or kept.format
    kept.save(update_fields=["state", "counts", "notes", "format"])
    kept.lines.all().delete()
    ImportLine.objects.bulk_create(lines_of(plan, kept), batch_size=BATCH)
    told = ", ".join(f"{count} {what}" for what, count in sorted(plan.counts.items()))
    record(action=ACTION, target=kept, actor=kept.by, at=at, from_value=before, to_value=state, reason=told)


def lines_of(plan: Plan, kept: QuestionImport | None = None) -> list[ImportLine]:
    """Return a plan as lines to keep or to print."""
    return [
        ImportLine(
            of=kept,
            place=place,
            line=item.line,
            key=item.key,
            name=item.name[:LONGEST_NAME],
            what=item.what,
            notes=list(item.notes),
            refused=item.refused,
        )
        for place, item in enumerate(plan.items)
    ]
