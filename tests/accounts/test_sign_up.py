import pytest

from accounts.models import User

FORM = {
    "legal_name": "Anna\u202e Berg",
    "preferred_name": "Ann",
    "email": "Anna@Example.com",
    "password1": "violet kettle harbour",
}


@pytest.fixture
def signed_up(client, db, code_in_mail):
    """Sign up, confirm by the code from the mail, and return the last response."""
    client.post("/accounts/signup/?next=/courses/foundations/", FORM | {"next": "/courses/foundations/"})
    return client.post("/accounts/confirm-email/", {"code": code_in_mail()})


def test_nobody_is_signed_in_before_the_code_from_the_mail_is_typed(client, db):
    client.post("/accounts/signup/", FORM)
    assert "_auth_user_id" not in client.session


def test_the_code_from_the_mail_signs_a_new_person_in(client, signed_up):
    assert client.session["_auth_user_id"] == str(User.objects.get().pk)


def test_a_buyer_who_signs_up_comes_back_to_the_course(signed_up):
    assert signed_up.url == "/courses/foundations/"


def test_names_are_kept_without_characters_that_turn_text_round(signed_up):
    assert User.objects.get().legal_name == "Anna Berg"


def test_the_address_is_kept_in_lower_case(signed_up):
    assert User.objects.get().email == "anna@example.com"


def test_a_wrong_code_does_not_sign_in(client, db, mailoutbox):
    client.post("/accounts/signup/", FORM)
    client.post("/accounts/confirm-email/", {"code": "WRNG-CODE"})
    assert "_auth_user_id" not in client.session


def test_signing_up_with_a_known_address_looks_the_same_as_with_a_new_one(client, person):
    known = client.post("/accounts/signup/", FORM | {"email": person.email})
    client.cookies.clear()
    new = client.post("/accounts/signup/", FORM)
    assert (known.status_code, known.url) == (new.status_code, new.url)


def test_the_owner_of_a_known_address_is_told_and_gets_no_code(client, person, mailoutbox):
    client.post("/accounts/signup/", FORM | {"email": person.email})
    assert mailoutbox[-1].subject == "You already have an account"


def test_a_common_password_is_refused(client, db):
    client.post("/accounts/signup/", FORM | {"password1": "password1234"})
    assert not User.objects.exists()


def test_a_legal_name_of_nothing_but_invisible_characters_is_refused(client, db):
    client.post("/accounts/signup/", FORM | {"legal_name": "\u200d\u202e"})
    assert not User.objects.exists()
