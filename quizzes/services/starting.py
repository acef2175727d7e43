"""Starting an attempt: the gate, the limit and the wait, then the paper is frozen."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from courses.access import may_open
from courses.models import Enrolment
from quizzes.models import Attempt, QuizPage, Response
from quizzes.refusals import Refusal, Refused
from quizzes.services.freezing import FrozenPaper, freeze
from quizzes.services.submitting import hand_in
from quizzes.standing import Standing, standing


@transaction.atomic
def start(*, student: User, quiz: QuizPage, at: datetime) -> Attempt:
    """Start an attempt, or return the one that runs; two tabs at once get the same one.

    Raise Refused if the gate is shut, no attempt is left, the wait is not over or the quiz is empty. An attempt
    whose time is up is handed in first.
    """
    access = may_open(user=student, step=quiz, at=at)
    if not access.as_student or access.enrolment is None:
        raise Refused(Refusal.NO_ACCESS)
    seat = Enrolment.objects.select_for_update().get(pk=access.enrolment.pk)
    now = standing(quiz, _attempts(seat, quiz, at), at)
    return now.running or _begin(seat, quiz, now, at)


def _attempts(seat: Enrolment, quiz: QuizPage, at: datetime) -> list[Attempt]:
    attempts = list(Attempt.objects.filter(enrolment=seat, quiz=quiz).defer("paper"))
    return [hand_in(attempt=a, at=at) if a.is_running and a.is_overdue(at) else a for a in attempts]


def _begin(seat: Enrolment, quiz: QuizPage, now: Standing, at: datetime) -> Attempt:
    if now.left == 0:
        raise Refused(Refusal.NO_ATTEMPTS_LEFT)
    if now.opens_at:
        raise Refused(Refusal.TOO_SOON)
    seed = secrets.randbits(62)
    frozen = freeze(quiz, seed=seed)
    if not frozen.definitions:
        raise Refused(Refusal.EMPTY)
    attempt = Attempt.objects.create(
        enrolment=seat,
        quiz=quiz,
        number=max((a.number for a in now.attempts), default=0) + 1,
        started_at=at,
        deadline=at + timedelta(minutes=quiz.time_limit) if quiz.time_limit else None,
        seed=seed,
        paper=frozen.paper.model_dump(mode="json"),
        pass_mark=quiz.pass_mark,
    )
    Response.objects.bulk_create(_blank_responses(attempt, frozen))
    return attempt


def _blank_responses(attempt: Attempt, frozen: FrozenPaper) -> list[Response]:
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
