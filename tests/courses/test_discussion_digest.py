"""The daily mail: everything new in one mail, nothing twice, ended with one click."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from courses.models import Digest, Enrolment, Following
from courses.services.digests import make_digest, send_daily
from courses.services.discussion import remove_post
from courses.services.following import choose_digest, follow
from tests.courses.discussing import MINUTE, NOON, ask, reply, room
from tests.courses.places import lesson_of

DAY = timedelta(days=1)


@pytest.fixture
def lesson(make_course):
    return lesson_of(make_course(lessons=2))


@pytest.fixture
def asker(make_student):
    return make_student(email="asker@example.com", preferred_name="Ada")


@pytest.fixture
def other(make_student):
    return make_student(legal_name="Otto Other")


@pytest.fixture
def daily(django_capture_on_commit_callbacks):
    """Return a closure that lets the worker's round run at a moment."""

    def run(at=NOON + DAY):
        with django_capture_on_commit_callbacks(execute=True):
            return send_daily(at=at)

    return run


def link_in(message) -> str:
    return re.search(r"<http://testserver(\S+)>", message.extra_headers["List-Unsubscribe"])[1]


def test_the_asker_is_told_of_all_new_answers_in_one_mail(asker, other, lesson, daily):
    for title in ("The first one", "The second one"):
        reply(ask(asker, lesson, title), other, f"Answer to {title}.", NOON + MINUTE)
    daily()
    assert [(m.to, m.subject) for m in mail.outbox] == [(["asker@example.com"], "2 new posts in your discussions")]
    assert "Answer to The first one." in mail.outbox[0].body
    assert "Otto answers “The second one”" in mail.outbox[0].body


def test_the_mail_names_no_address_and_leads_to_the_answer(asker, other, lesson, daily):
    answer = reply(ask(asker, lesson), other, at=NOON + MINUTE)
    daily()
    body = mail.outbox[0].body
    assert other.email not in body
    assert f"http://testserver{room(lesson, f'{answer.question_id}/')}?answer={answer.pk}#post-{answer.pk}" in body


def test_the_words_of_a_mail_are_as_they_were_typed(asker, other, lesson, daily):
    reply(
        ask(asker, lesson, "Is a < b, or “Tom & Jerry”?"),
        other,
        "a < b && c > d, 'so' \"there\" مرحبا 🙂",
        NOON + MINUTE,
    )
    daily()
    assert "a < b && c > d, 'so' \"there\" مرحبا 🙂" in mail.outbox[0].body
    assert "Is a < b, or “Tom & Jerry”?" in mail.outbox[0].body


def test_nothing_is_ever_told_twice(asker, other, lesson, daily):
    question = ask(asker, lesson)
    reply(question, other, at=NOON + MINUTE)
    for number in range(1, 5):
        daily(NOON + number * DAY)
        daily(NOON + number * DAY + timedelta(hours=1))
    assert len(mail.outbox) == 1


def test_two_answers_of_one_day_come_on_two_days_if_the_first_mail_had_gone(asker, other, lesson, daily):
    question = ask(asker, lesson)
    reply(question, other, "The early one.", NOON + MINUTE)
    daily(NOON + timedelta(hours=1))
    reply(question, other, "The late one.", NOON + timedelta(hours=2))
    daily(NOON + timedelta(hours=3))
    daily(NOON + DAY)
    assert [("The early one." in m.body, "The late one." in m.body) for m in mail.outbox] == [
        (True, False),
        (False, True),
    ]


def test_no_mail_goes_out_at_night(asker, other, lesson, daily):
    reply(ask(asker, lesson), other, at=NOON + MINUTE)
    daily(NOON.replace(hour=3) + DAY)
    assert not mail.outbox


def test_a_mail_server_that_refuses_gets_the_same_digest_in_the_next_round(asker, other, lesson, daily, settings):
    reply(ask(asker, lesson), other, at=NOON + MINUTE)
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.courses.refusing_mail.RefusingBackend"
    daily()
    settings.EMAIL_BACKEND = working
    told = daily(NOON + DAY + timedelta(hours=1))
    assert (len(mail.outbox), len(told), Digest.objects.count()) == (1, 1, 1)


def test_a_digest_whose_sending_was_begun_is_not_sent_again(asker, other, lesson, daily):
    reply(ask(asker, lesson), other, at=NOON + MINUTE)
    digest = make_digest(person=asker, at=NOON + DAY)
    Digest.objects.filter(pk=digest.pk).update(sent_at=timezone.now())
    daily(NOON + DAY + timedelta(hours=2))
    assert not mail.outbox


def test_nobody_is_told_of_their_own_words(asker, lesson, daily):
    reply(ask(asker, lesson), asker, at=NOON + MINUTE)
    daily()
    assert not mail.outbox


def test_what_was_removed_before_the_mail_went_is_not_told(asker, other, lesson, daily):
    answer = reply(ask(asker, lesson), other, at=NOON + MINUTE)
    remove_post(post=answer, at=NOON + MINUTE)
    daily()
    assert not mail.outbox


def test_what_waits_for_staff_is_not_told(asker, other, lesson, daily):
    reply(ask(asker, lesson), other, "See https://example.com", NOON + MINUTE)
    daily()
    assert not mail.outbox


def test_who_follows_a_lesson_is_told_of_questions_and_answers(make_student, asker, other, lesson, daily):
    follower = make_student(email="follower@example.com")
    follow(person=follower, step=lesson, at=NOON)
    reply(ask(asker, lesson, at=NOON + MINUTE), other, at=NOON + 2 * MINUTE)
    daily()
    assert "2 new posts in your discussions" in [m.subject for m in mail.outbox if m.to == ["follower@example.com"]]


def test_what_was_said_before_somebody_followed_is_no_news(make_student, asker, other, lesson, daily):
    reply(ask(asker, lesson), other, at=NOON + MINUTE)
    follow(person=make_student(email="late@example.com"), step=lesson, at=NOON + 2 * MINUTE)
    daily()
    assert all(m.to != ["late@example.com"] for m in mail.outbox)


def test_whose_seat_is_gone_is_told_nothing(asker, other, lesson, daily):
    reply(ask(asker, lesson), other, at=NOON + MINUTE)
    Enrolment.objects.filter(student=asker).delete()
    daily()
    assert not mail.outbox


def test_an_account_that_is_shut_gets_no_mail(asker, other, lesson, daily):
    reply(ask(asker, lesson), other, at=NOON + MINUTE)
    asker.is_active = False
    asker.save()
    daily()
    assert not mail.outbox


def test_one_click_in_the_mail_program_ends_the_mail_without_signing_in(asker, other, lesson, daily, client):
    question = ask(asker, lesson)
    reply(question, other, at=NOON + MINUTE)
    daily()
    message = mail.outbox[0]
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert client.post(link_in(message), {"List-Unsubscribe": "One-Click"}).status_code == 200
    reply(question, other, "Another.", NOON + 2 * MINUTE)
    daily(NOON + 2 * DAY)
    assert len(mail.outbox) == 1


def test_looking_at_the_link_ends_nothing(asker, other, lesson, daily, client):
    question = ask(asker, lesson)
    reply(question, other, at=NOON + MINUTE)
    daily()
    assert "Stop it" in client.get(link_in(mail.outbox[0])).content.decode()
    reply(question, other, "Another.", NOON + 2 * MINUTE)
    daily(NOON + 2 * DAY)
    assert len(mail.outbox) == 2


def test_a_link_that_somebody_made_up_is_not_found(client, db):
    assert client.post("/learn/discussions/leave/1:forged/").status_code == 404


def test_the_choice_on_the_profile_page_is_kept(asker, client):
    client.force_login(asker)
    client.post("/learn/discussions/mail/", {})
    assert 'id="discussion_digest"' in client.get("/accounts/profile/").content.decode()
    assert "checked" not in client.get("/accounts/profile/").content.decode()
    client.post("/learn/discussions/mail/", {"digest": "on"})
    assert "checked" in client.get("/accounts/profile/").content.decode()


def test_who_wants_no_mail_gets_none(asker, other, lesson, daily):
    reply(ask(asker, lesson), other, at=NOON + MINUTE)
    choose_digest(person=asker, wanted=False)
    daily()
    assert not mail.outbox
    assert Following.objects.filter(person=asker).exists()
