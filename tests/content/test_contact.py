"""The contact form: what it says, what it keeps, whom it tells, and what it does not let through."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from content.forms import sign_time
from content.models import ContactMessage, ContactPage, SiteSettings
from content.services.contact import keep_message
from content.services.mailing import mail_to_staff
from content.services.reconcile import reconcile
from tests.watching_mail import WATCHING

LONG = "https://example.com/" + "a" * 400


@pytest.fixture
def page(home):
    own = SiteSettings.for_site(home.get_site())
    own.contact_email = "office@example.com"
    own.save()
    return home.add_child(instance=ContactPage(title="Contact", slug="contact"))


@pytest.fixture
def send(client, page, django_capture_on_commit_callbacks):
    """Return a closure ``send(**fields) -> response`` that fills in an honest form and changes what is given."""

    def post(**fields):
        honest = {
            "name": "Ada Example",
            "email": "ada@example.com",
            "website": "",
            "subject": "The next course",
            "message": "When does it begin?",
            "leave_empty": "",
            "opened": sign_time(timezone.now() - timedelta(seconds=30)),
        }
        with django_capture_on_commit_callbacks(execute=True):
            return client.post("/contact/", honest | fields)

    return post


def errors(response, name):
    return response.context["form"].errors.get(name, [])


def test_an_honest_message_is_kept_and_leads_to_the_thanks(send, client):
    response = send()
    assert response.status_code == 302
    assert "Thank you" in client.get(response.url).content.decode()
    assert ContactMessage.objects.get().message == "When does it begin?"


def test_staff_get_it_by_mail_and_can_answer_the_writer(send):
    send(website="https://example.com/me")
    sent = mail.outbox[0]
    assert (sent.to, sent.reply_to) == (["office@example.com"], ["ada@example.com"])
    assert "When does it begin?" in sent.body and "https://example.com/me" in sent.body
    assert ContactMessage.objects.get().mailed_at


@pytest.mark.parametrize("name", ["name", "email", "subject", "message"])
@pytest.mark.parametrize("nothing", ["", "   "])
def test_a_missing_answer_is_said_at_its_field(send, name, nothing):
    assert errors(send(**{name: nothing}), name) == ["Required field missing"]


@pytest.mark.parametrize(
    "email", ["nobody", "a@b", "a b@example.com", "a@example.com\nBcc: x@example.com", "a" * 300 + "@example.com"]
)
def test_a_wrong_e_mail_address_is_said_at_its_field(send, email):
    assert errors(send(email=email), "email") == ["Email address invalid"]


@pytest.mark.parametrize(
    "website",
    [
        "nowhere",
        "javascript:alert(1)",
        "ftp://example.com",
        "https://",
        "http://ex ample.com",
        "mailto:a@example.com",
        "https://example.com/" + "a" * 400,
    ],
)
def test_a_wrong_website_is_said_at_its_field(send, website):
    assert errors(send(website=website), "website") == ["Website address invalid"]


@pytest.mark.parametrize(
    "website", ["", "https://example.com", "http://example.com/a?b=c", "example.com", "example.com:8080/x"]
)
def test_a_right_website_or_none_is_accepted(send, website):
    assert send(website=website).status_code == 302


def test_what_was_written_is_still_there_after_a_fault(send):
    assert "When does it begin?" in send(email="x").content.decode()


def test_the_message_stands_beside_the_field_and_is_linked_to_it(send):
    html = send(email="x").content.decode()
    assert 'aria-describedby="id_email_error"' in html
    assert "Email address invalid" in html.split('id="id_email_error"')[1][:120]


def test_a_form_filled_in_by_a_program_is_thanked_and_forgotten(send):
    assert send(leave_empty="cheap pills").status_code == 302
    assert not ContactMessage.objects.exists()


@pytest.mark.parametrize(
    "opened",
    ["", "forged", sign_time(timezone.now() + timedelta(days=1))],
    ids=["empty", "forged", "from tomorrow"],  # the signature differs in each process of a parallel run
)
def test_a_form_that_was_never_opened_is_not_sent(send, opened):
    assert send(opened=opened).status_code == 422
    assert not ContactMessage.objects.exists()


def test_a_form_open_for_too_long_can_be_sent_again_at_once(send, client):
    response = send(opened=sign_time(timezone.now() - timedelta(days=2)))
    again = response.context["form"]["opened"].value()
    assert response.status_code == 422
    assert again != response.wsgi_request.POST["opened"]


def test_a_line_break_never_reaches_a_mail_header(send):
    send(subject="Hello\r\nBcc: everyone@example.com", name="A\nB")
    assert mail.outbox[0].subject == "[NMT Academy] Hello Bcc: everyone@example.com"
    assert mail.outbox[0].bcc == []
    mail.outbox[0].message()


def test_the_eleventh_try_within_ten_minutes_is_refused_in_plain_words(send):
    responses = [send() for _number in range(11)]
    assert [response.status_code for response in responses] == [302] * 10 + [429]
    assert "Too many messages" in responses[-1].content.decode()
    assert ContactMessage.objects.count() == 10


def test_a_message_is_mailed_once_however_often_the_task_runs(page):
    kept = keep_message(name="A", email="a@example.com", website="", subject="s", message="m", at=timezone.now())
    assert mail_to_staff(message_id=kept.pk, at=timezone.now()) is True
    assert mail_to_staff(message_id=kept.pk, at=timezone.now()) is False
    assert len(mail.outbox) == 1


def test_a_mail_lost_before_the_worker_had_it_goes_out_by_reconciling(page, django_capture_on_commit_callbacks):
    then = timezone.now() - timedelta(hours=1)
    keep_message(name="A", email="a@example.com", website="", subject="s", message="m", at=then)
    with django_capture_on_commit_callbacks(execute=True):
        said = reconcile(at=timezone.now())
    assert len(said) == len(mail.outbox) == 1
    assert reconcile(at=timezone.now()) == []


def test_a_message_that_another_worker_is_mailing_waits_until_that_worker_must_be_dead(page):
    then = timezone.now()
    kept = keep_message(name="A", email="a@example.com", website="", subject="s", message="m", at=then)
    ContactMessage.objects.update(mail_claimed_at=then)
    assert mail_to_staff(message_id=kept.pk, at=then + timedelta(minutes=9)) is False
    assert len(reconcile(at=then + timedelta(minutes=11))) == len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_no_transaction_is_open_while_a_message_is_mailed(page, settings):
    settings.EMAIL_BACKEND = WATCHING
    keep_message(name="A", email="a@example.com", website="", subject="s", message="m", at=timezone.now())
    assert [message.in_transaction for message in mail.outbox] == [False]


def test_the_contact_page_is_never_kept_for_everyone(client, page):
    assert client.get("/contact/").headers.get("ETag") is None


def test_staff_find_the_message_in_the_admin_and_mark_it(send, client, make_user, settings):
    settings.STAFF_MFA_REQUIRED = False
    send()
    client.force_login(make_user(is_staff=True, is_superuser=True))
    assert "The next course" in client.get("/staff/contact-messages/").content.decode()
    kept = ContactMessage.objects.get()
    client.post(f"/staff/contact-messages/edit/{kept.pk}/", {"status": "handled", "note": "Answered."})
    kept.refresh_from_db()
    assert (kept.status, kept.message) == ("handled", "When does it begin?")


def test_staff_cannot_write_a_message_in_someone_elses_name(client, make_user, settings):
    settings.STAFF_MFA_REQUIRED = False
    client.force_login(make_user(is_staff=True, is_superuser=True))
    assert client.get("/staff/contact-messages/new/").url == "/staff/"
