"""Writing down that a student is owed a mail, in the transaction of what it tells of; it is sent once that stands."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.urls import reverse

from quizzes.models import Accommodation, Appeal, Attempt, StudentMail
from quizzes.tasks import mail_student


def owe_marks(attempt: Attempt, *, at: datetime) -> None:
    """Tell that the marks of an attempt are there."""
    _owe_about_attempt(attempt, StudentMail.Kind.MARKS, f"marks of attempt {attempt.pk}", at)


def owe_answer(appeal: Appeal, attempt: Attempt, *, at: datetime) -> None:
    """Tell that an appeal about an attempt is answered."""
    _owe_about_attempt(attempt, StudentMail.Kind.APPEAL, f"appeal {appeal.pk}", at)


def owe_accommodation(accommodation: Accommodation, *, at: datetime) -> None:
    """Tell that an accommodation was given or changed: where it shows, never what it is or why."""
    page = accommodation.quiz or accommodation.enrolment.course
    _owe(
        f"accommodation {accommodation.pk} of {at.isoformat()}",
        at,
        enrolment_id=accommodation.enrolment_id,
        kind=StudentMail.Kind.ACCOMMODATION,
        title=page.title,
        path=page.get_url() or reverse("my_learning"),
    )


def _owe_about_attempt(attempt: Attempt, kind: StudentMail.Kind, about: str, at: datetime) -> None:
    path = reverse("attempt_review", args=[attempt.token])
    _owe(about, at, enrolment_id=attempt.enrolment_id, kind=kind, title=attempt.quiz.title, path=path)


def _owe(about: str, at: datetime, **what: Any) -> None:
    mail, is_new = StudentMail.objects.get_or_create(about=about, defaults={"made_at": at, **what})
    if is_new:
        transaction.on_commit(partial(mail_student.enqueue, mail.pk), robust=True)
