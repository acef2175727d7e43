"""Mails about marks, appeals and accommodations: one each, to the student alone, with a link and no marks."""

from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.urls import reverse
from django.utils import timezone

from quizzes.models import Accommodation, StudentMail
from quizzes.services.reconcile import reconcile
from quizzes.services.student_mail import send_student_mail
from tests.quizzes.conftest import student_of
from tests.quizzes.desk import levels, make_marker, script_of, write

__all__ = ["make_marker", "write"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def mark(client, make_marker, django_capture_on_commit_callbacks):
    """Return a closure: a marker takes the attempt's script at the desk and gives it so many of four points."""

    def post(attempt, points: int = 4):
        script = script_of(attempt)
        client.force_login(make_marker())
        client.post(reverse("marking_desk:take", args=[script.pk]))
        chosen = {f"level-{row}": level for row, level in levels(script, points).items()}
        with django_capture_on_commit_callbacks(execute=True):
            client.post(reverse("marking_desk:mark", args=[script.pk]), chosen | {"action": "finish"})

    return post


@pytest.fixture
def release(client, make_marker, django_capture_on_commit_callbacks):
    """Return a closure that releases the marks of a quiz at the desk."""

    def post(quiz):
        client.force_login(make_marker())
        with django_capture_on_commit_callbacks(execute=True):
            client.post(reverse("marking_desk:release"), {"quiz": quiz.pk})

    return post


def recipients(mailoutbox) -> list[list[str]]:
    return [message.to for message in mailoutbox]


def test_marks_that_are_there_are_told_with_a_link_and_without_the_marks(write, mark, mailoutbox):
    attempt = write(at=timezone.now())
    mark(attempt, points=3)
    (message,) = mailoutbox
    assert message.to == [student_of(attempt).email]
    assert django_settings.PUBLIC_URL + reverse("attempt_review", args=[attempt.token]) in message.body
    assert not any(words in message.body + message.subject for words in ("%", "87", "75", "passed"))


def test_held_marks_are_told_to_each_student_when_they_are_released_and_once(write, mark, release, mailoutbox):
    attempts = [write(at=timezone.now(), hold_marks=True) for _student in range(2)]
    for attempt in attempts:
        mark(attempt)
    assert mailoutbox == []
    for _time in range(2):
        release(attempts[0].quiz)
    assert sorted(recipients(mailoutbox)) == sorted([student_of(attempt).email] for attempt in attempts)


def test_an_answered_appeal_is_told(write, mark, client, mailoutbox):
    attempt = write(at=timezone.now())
    mark(attempt, points=2)
    client.force_login(student_of(attempt))
    appeal = {"reason": "The plan is there.", "understood": "on"}
    client.post(reverse("attempt_appeal", args=[attempt.token, 2]), appeal)
    mark(attempt, points=3)
    assert [message.subject for message in mailoutbox] == [
        "Your marks for “Check yourself” are there",
        "Your appeal about “Check yourself” is answered",
    ]


def test_an_accommodation_is_told_when_it_is_given_and_when_it_changes_but_neither_what_nor_why(
    make_quiz, make_user, enrol, client, make_marker, mailoutbox, django_capture_on_commit_callbacks
):
    quiz = make_quiz()
    seat = enrol(make_user(), quiz.course)
    client.force_login(make_marker())
    given = {"reason": "Dyslexia", "extra_minutes": "9", "quiz": quiz.pk}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("accommodations_staff:grant", args=[seat.pk]), given)
    change = reverse("accommodations_staff:change", args=[Accommodation.objects.get().pk])
    for extra in ("9", "11"):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(change, given | {"extra_minutes": extra})
    assert recipients(mailoutbox) == [[seat.student.email]] * 2
    assert all(quiz.get_url() in message.body for message in mailoutbox)
    assert not any(words in message.body for message in mailoutbox for words in ("Dyslexia", "minute"))


def test_a_mail_is_sent_once_however_often_its_task_runs(write, mark, mailoutbox):
    mark(write(at=timezone.now()))
    assert not send_student_mail(mail_id=StudentMail.objects.get().pk, at=timezone.now())
    assert len(mailoutbox) == 1


def test_a_mail_that_the_server_refused_is_sent_by_the_worker_later(write, mark, settings, mailoutbox):
    usual = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    mark(write(at=timezone.now()))
    settings.EMAIL_BACKEND = usual
    later = timezone.now() + timedelta(hours=1)
    assert [line for line in reconcile(at=later) if "mail" in line]
    assert (len(mailoutbox), reconcile(at=later)) == (1, [])
