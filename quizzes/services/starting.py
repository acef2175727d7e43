"""Starting an attempt: the gate, the window, the limit and the wait, then the paper is frozen."""

import secrets
from datetime import datetime

from django.db import transaction

from accounts.models import User
from courses.access import may_open
from courses.models import Enrolment
from quizzes.allowance import Allowance, deadline_of
from quizzes.models import Attempt, QuizPage, Response
from quizzes.refusals import Refusal, Refused
from quizzes.services.freezing import FrozenPaper, freeze
from quizzes.services.retaking import keep_right
from quizzes.services.submitting import hand_in
from quizzes.standing import Standing, standing


@transaction.atomic
def start(*, student: User, quiz: QuizPage, at: datetime) -> Attempt:
    """Start an attempt, or return the one that runs; two tabs at once get the same one.

    Raise Refused if the gate is shut, the quiz has not opened or has closed, no attempt is left, the last one waits to
    be marked, the wait is not over or the quiz is empty. An attempt whose time is up is handed in first.
    """
    access = may_open(user=student, step=quiz, at=at)
    if not access.as_student or access.enrolment is None:
        raise Refused(Refusal.NO_ACCESS)
    seat = Enrolment.objects.select_for_update().get(pk=access.enrolment.pk)
    allowance = quiz.allowance_of(seat.pk)
    now = standing(quiz, _attempts(seat, quiz, at), at, allowance)
    return now.running or _begin(seat, quiz, now, allowance, at)


def _attempts(seat: Enrolment, quiz: QuizPage, at: datetime) -> list[Attempt]:
    attempts = list(Attempt.objects.filter(enrolment=seat, quiz=quiz).defer("paper"))
    return [hand_in(attempt=a, at=at) if a.is_running and a.is_overdue(at) else a for a in attempts]


def _check_may_start(quiz: QuizPage, now: Standing, at: datetime) -> None:
    if now.left == 0:
        raise Refused(Refusal.NO_ATTEMPTS_LEFT)
    if now.closed:
        raise Refused(Refusal.CLOSED)
    if quiz.opens_at and at < quiz.opens_at:
        raise Refused(Refusal.NOT_OPEN)
    if now.waiting:
        raise Refused(Refusal.WAITING)
    if now.opens_at:
        raise Refused(Refusal.TOO_SOON)


def _begin(seat: Enrolment, quiz: QuizPage, now: Standing, allowance: Allowance, at: datetime) -> Attempt:
    _check_may_start(quiz, now, at)
    seed = secrets.randbits(62)
    frozen = freeze(quiz, seed=seed)
    if not frozen.definitions:
        raise Refused(Refusal.EMPTY)
    attempt = Attempt.objects.create(
        enrolment=seat,
        quiz=quiz,
        number=max((a.number for a in now.attempts), default=0) + 1,
        started_at=at,
        deadline=deadline_of(quiz.limits(), allowance, at),
        seed=seed,
        paper=frozen.paper.model_dump(mode="json"),
        pass_mark=quiz.pass_mark,
    )
    responses = blank_responses(attempt, frozen)
    if quiz.keep_right:
        alone = {entry.decisions[0].item for entry in frozen.paper.items if entry.kind == "question"}
        keep_right(responses=[one for one in responses if one.item in alone], attempts=now.attempts)
    Response.objects.bulk_create(responses)
    return attempt


def blank_responses(attempt: Attempt, frozen: FrozenPaper) -> list[Response]:
    """One row for each decision; of a case only the first stage is in view."""
    return [
        Response(
            attempt=attempt,
            item=decision.item,
            question_id=decision.question_id,
            revision_id=decision.revision_id,
            definition=frozen.definitions[decision.item],
            revealed=decision is item.decisions[0],
        )
        for item, decision in frozen.paper.decisions
    ]
