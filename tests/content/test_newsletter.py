"""The newsletter: nothing without confirmation, what was asked for and no more, and out with one click."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from content.models import Letter, LetterCopy, Subscriber
from content.services.newsletter import mail_copies, send_letter
from tests.builders import build_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(client, home, django_capture_on_commit_callbacks):
    """Fill in the form; what is due after the commit is done."""

    def ask(**fields):
        honest = {"email": "reader@example.com", "new_courses": "on", "offers": "on", "agreed": "on"}
        with django_capture_on_commit_callbacks(execute=True):
            return client.post("/newsletter/", {**honest, **fields})

    return ask


def link(name):
    """The link of the last mail that ends in ``name``."""
    return re.search(rf"http://\S+?(/newsletter/\S+{name}/)", mail.outbox[-1].body)[1]


@pytest.fixture
def confirmed(ask, client):
    ask()
    client.post(link("confirm"))
    return Subscriber.objects.get()


@pytest.fixture
def letter():
    return Letter.objects.create(topic="new_courses", subject="A new course", text="<p>In <b>May</b>.</p>")


def send(letter):
    send_letter(letter_id=letter.pk, actor=build_user(), at=timezone.now(), then=lambda pk: None)
    return mail_copies(letter_id=letter.pk, at=timezone.now())


def test_asking_sends_a_question_and_nothing_else(ask, letter):
    ask()
    assert (len(mail.outbox), send(letter)) == (1, 0)


def test_looking_at_the_link_confirms_nothing(ask, client):
    ask()
    client.get(link("confirm"))
    assert not Subscriber.objects.get().is_on


def test_confirming_brings_letters_about_what_was_asked_for(confirmed, letter):
    assert send(letter) == 1


def test_no_letter_comes_about_what_was_not_asked_for(confirmed):
    assert send(Letter.objects.create(topic="articles", subject="An article", text="<p>Read.</p>")) == 0


def test_a_letter_is_sent_to_a_reader_once(confirmed, letter):
    assert [send(letter), send(letter), LetterCopy.objects.count()] == [1, 0, 1]


def test_a_letter_can_be_stopped_with_one_click_from_the_mail_program(confirmed, letter):
    send(letter)
    address = re.search(r"http://[^/]+(/\S+)>", mail.outbox[-1].extra_headers["List-Unsubscribe"])[1]
    Client(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"})
    assert not Subscriber.objects.get().is_on


def test_looking_at_the_link_stops_nothing(confirmed, client):
    client.get(f"/newsletter/{confirmed.token}/leave/")
    assert Subscriber.objects.get().is_on


def test_topics_can_be_chosen_anew(confirmed, client, letter):
    client.post(f"/newsletter/{confirmed.token}/", {"articles": "on"})
    assert send(letter) == 0


def test_a_stranger_cannot_change_what_an_address_is_told_of(confirmed, ask):
    ask(new_courses="", offers="", articles="on")
    assert not Subscriber.objects.get().articles


def test_the_answer_does_not_say_whether_an_address_is_known(confirmed, ask):
    assert ask()["Location"] == ask(email="new@example.com")["Location"]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"email": "nobody"}, "Email address invalid"),
        ({"email": ""}, "Required field missing"),
        ({"agreed": ""}, "Tick the box if you want our news."),
        ({"new_courses": "", "offers": ""}, "Tick at least one thing that you want to hear of."),
    ],
)
def test_what_is_missing_is_said_at_the_field(ask, fields, message):
    assert message in ask(**fields).content.decode()


def test_the_box_is_not_ticked_beforehand(client, home):
    field = re.search(r'<input[^>]*name="agreed"[^>]*>', client.get("/newsletter/").content.decode())[0]
    assert "checked" not in field


def test_a_made_up_token_is_not_found(client, home):
    assert client.get("/newsletter/made-up/").status_code == 404
