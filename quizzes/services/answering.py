"""Saving answers and revealing the next stage of a case, while the attempt runs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.http import QueryDict

from accounts.models import User
from quizzes.grading import mark
from quizzes.models import Attempt, Response
from quizzes.paper import Decision, Item
from quizzes.refusals import Refusal, Refused
from quizzes.routes import following
from quizzes.services.answer_gate import check_open, closed_when_late, locked_response
from quizzes.services.uploading import check_own, forget_unnamed
from quizzes.types import Definition, InvalidAnswer, read, type_of
from quizzes.types.upload import Definition as Upload


@dataclass(frozen=True)
class Turn:
    """Where an answer stands among those to its decision.

    ``sequence`` must grow. A browser that may have been away names itself (``writer``) and the newest number it knew of
    (``after``): what another one saved in the meantime is kept, however often this one has changed its mind.
    """

    sequence: int
    writer: str = ""
    after: int | None = None

    def may_follow(self) -> Q:
        """Return which kept answers this one may replace."""
        grows = Q(sequence__lt=self.sequence)
        return grows if self.after is None else grows & (Q(sequence__lte=self.after) | Q(writer=self.writer))


def save_answer(*, student: User, token: str, item: int, answer: object, turn: Turn, at: datetime) -> Attempt:
    """Save one answer: JSON from the script, or the ``QueryDict`` of a form; what returns is on disk.

    An older turn is refused, the same one with the same answer changes nothing. Raise Refused for whatever cannot be
    saved, and Attempt.DoesNotExist for an attempt that is not the student's. An attempt whose time is up is handed in
    with what it has.
    """
    with closed_when_late(token, at):
        return _save_answer(student, token, item, answer=answer, turn=turn, at=at)


@transaction.atomic
def _save_answer(student: User, token: str, item: int, *, answer: object, turn: Turn, at: datetime) -> Attempt:
    response = locked_response(student, token, item)
    check_open(response.attempt, at)
    definition = read(response.definition)
    given = _read_answer(definition, answer)
    has_files = isinstance(definition, Upload)
    if has_files:
        check_own(response, given)
    older = Response.objects.filter(turn.may_follow(), pk=response.pk, revealed=True, locked_at=None)
    if not older.update(answer=given, sequence=turn.sequence, writer=turn.writer, saved_at=at):
        _explain(Response.objects.get(pk=response.pk), given, turn.sequence)
    elif has_files:
        response.answer = given
        forget_unnamed(response)
    return response.attempt


def _read_answer(definition: Definition, answer: object) -> Any:
    kind = type_of(definition)
    try:
        if isinstance(answer, QueryDict):
            return kind.from_form(definition, answer)
        return kind.response(definition, answer)
    except InvalidAnswer as invalid:
        raise Refused(Refusal.INVALID, str(invalid)) from invalid


def _explain(kept: Response, given: object, sequence: int) -> None:
    """Say why nothing was written, unless exactly this was written before."""
    if not kept.revealed:
        raise Refused(Refusal.NOT_REVEALED)
    if kept.sequence == sequence and kept.answer == given:
        return
    raise Refused(Refusal.LOCKED if kept.locked_at else Refusal.STALE)


@transaction.atomic
def reveal_next(*, student: User, token: str, item: int, at: datetime) -> int | None:
    """Lock the decision of a stage and bring into view the stage that its answer leads to.

    Return its number, also when asked again; ``None`` if the answer ends the case. Raise Refused if the stage is
    unanswered or the attempt is closed; the last stage of a case has nothing to reveal.
    """
    attempt = (
        Attempt.objects.select_for_update(of=("self",))
        .select_related("enrolment")
        .get(token=token, enrolment__student=student)
    )
    check_open(attempt, at)
    entry, decision = stage_before_another(attempt, item)
    response = Response.objects.get(attempt=attempt, item=item)
    if not response.revealed:
        raise Refused(Refusal.NOT_REVEALED)
    if not response.answered:
        raise Refused(Refusal.UNANSWERED)
    stage = following(entry, decision, mark(read(response.definition), response.answer), response.answer)
    if response.locked_at is None:
        Response.objects.filter(pk=response.pk).update(locked_at=at)
        if stage:
            Response.objects.filter(attempt=attempt, item=stage.item).update(revealed=True)
    return stage.item if stage else None


def stage_before_another(attempt: Attempt, item: int) -> tuple[Item, Decision]:
    """Return a case and the stage ``item`` of it; raise Refused for its last stage and for whatever is no stage."""
    for entry in attempt.frozen_paper.items:
        for decision in entry.decisions[:-1]:
            if decision.item == item:
                return entry, decision
    raise Refused(Refusal.UNKNOWN)


@transaction.atomic
def flag(*, student: User, token: str, item: int, flagged: bool, at: datetime) -> None:
    """Mark a decision to come back to, or take the mark away; saying it twice changes nothing."""
    attempt = (
        Attempt.objects.select_for_update(of=("self",))
        .select_related("enrolment")
        .get(token=token, enrolment__student=student)
    )
    check_open(attempt, at)
    if item not in {decision.item for _entry, decision in attempt.frozen_paper.decisions}:
        raise Refused(Refusal.UNKNOWN)
    kept = set(attempt.flagged) - {item}
    attempt.flagged = sorted(kept | {item} if flagged else kept)
    attempt.save(update_fields=["flagged"])
