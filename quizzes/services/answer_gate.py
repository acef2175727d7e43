"""Whose decision it is and whether it may still be answered: what saving texts and files asks first."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db.models import QuerySet

from accounts.models import User
from courses.models import Enrolment
from quizzes.models import Attempt, Response
from quizzes.refusals import Refusal, Refused
from quizzes.services.submitting import hand_in_if_due


@contextmanager
def closed_when_late(token: str, at: datetime) -> Iterator[None]:
    """Hand in an attempt with what it has, once something was refused because its time is up."""
    try:
        yield
    except Refused as refused:
        if refused.reason is Refusal.LATE:
            hand_in_if_due(token=token, at=at)
        raise


def locked_response(student: User, token: str, item: int) -> Response:
    """Lock the attempt, and read the decision with it in the same query."""
    return own_response(student, token, item, Response.objects.select_for_update(of=("attempt",)))


def own_response(student: User, token: str, item: int, responses: QuerySet[Response] | None = None) -> Response:
    """Return the decision with its attempt; raise Refused if there is none, Attempt.DoesNotExist if it is another's."""
    found = (
        (Response.objects.all() if responses is None else responses)
        .select_related("attempt__enrolment")
        .defer("attempt__paper")
        .filter(attempt__token=token, attempt__enrolment__student=student, item=item)
        .first()
    )
    if found is None:
        owned_attempt(student, token)
        raise Refused(Refusal.UNKNOWN)
    return found


def owned_attempt(student: User, token: str) -> Attempt:
    """Return the student's attempt; raise Attempt.DoesNotExist, also for another student's."""
    return Attempt.objects.select_related("enrolment", "quiz").get(token=token, enrolment__student=student)


def check_open(attempt: Attempt, at: datetime) -> None:
    """Raise Refused unless answers may still come in; the deadline is judged by the server's clock alone."""
    if attempt.is_overdue(at):
        raise Refused(Refusal.LATE)
    if not attempt.is_running:
        raise Refused(Refusal.SUBMITTED)
    if attempt.enrolment.access != Enrolment.Access.OPEN:
        raise Refused(Refusal.NO_ACCESS)
