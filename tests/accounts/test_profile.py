import pytest

from accounts.models import AuditRecord


@pytest.fixture
def signed_in(client, person):
    client.force_login(person)
    return client


def test_a_stranger_is_asked_to_sign_in(client, db):
    assert client.get("/accounts/profile/").url == "/accounts/login/?next=/accounts/profile/"


def test_a_new_legal_name_is_kept(signed_in, person):
    signed_in.post("/accounts/profile/", {"legal_name": "Robin  Hale", "preferred_name": "Rob"})
    person.refresh_from_db()
    assert (person.legal_name, person.preferred_name) == ("Robin Hale", "Rob")


def test_a_new_legal_name_is_audited(signed_in, person):
    before = person.legal_name
    signed_in.post("/accounts/profile/", {"legal_name": "Robin Hale"})
    record = AuditRecord.objects.get(action="user.legal_name")
    assert (record.from_value, record.to_value, record.actor, record.address) == (
        before,
        "Robin Hale",
        person,
        "127.0.0.1",
    )


def test_a_new_preferred_name_is_not_worth_a_record(signed_in, person):
    signed_in.post("/accounts/profile/", {"legal_name": person.legal_name, "preferred_name": "Bobby"})
    assert not AuditRecord.objects.exists()


def test_an_empty_legal_name_is_refused_in_words(signed_in):
    answer = signed_in.post("/accounts/profile/", {"legal_name": " "})
    assert (answer.status_code, "field__error" in answer.content.decode()) == (422, True)


def test_changing_the_address_asks_for_the_password_first(signed_in):
    answer = signed_in.post("/accounts/email/", {"email": "other@example.com", "action_add": ""})
    assert answer.url.startswith("/accounts/reauthenticate/")


@pytest.mark.parametrize("address", ["email/", "password/change/", "sessions/", "2fa/", "logout/", "reauthenticate/"])
def test_each_page_of_the_account_opens_in_our_design(signed_in, address):
    assert 'class="site-header"' in signed_in.get(f"/accounts/{address}", follow=True).content.decode()


@pytest.mark.parametrize("address", ["login/", "signup/", "login/code/", "password/reset/", "inactive/"])
def test_each_page_before_signing_in_opens_in_our_design(client, db, address):
    assert 'class="site-header"' in client.get(f"/accounts/{address}").content.decode()
