import pytest

NEW = "copper lantern meadow"


@pytest.fixture
def reset(client, person, code_in_mail):
    """Set a new password by the code from the mail."""
    client.post("/accounts/password/reset/", {"email": person.email})
    client.post("/accounts/password/reset/confirm/", {"code": code_in_mail()})
    client.post("/accounts/password/reset/complete/", {"password1": NEW, "password2": NEW})
    person.refresh_from_db()
    return person


def test_the_code_from_the_mail_sets_a_new_password(reset):
    assert reset.check_password(NEW)


def test_a_new_password_is_told_by_mail(reset, mailoutbox):
    assert mailoutbox[-1].subject == "Your password was changed"


def test_a_wrong_code_leaves_the_password(client, person):
    client.post("/accounts/password/reset/", {"email": person.email})
    client.post("/accounts/password/reset/confirm/", {"code": "WRNG-CODE"})
    client.post("/accounts/password/reset/complete/", {"password1": NEW, "password2": NEW})
    person.refresh_from_db()
    assert not person.check_password(NEW)


def test_an_unknown_address_is_not_disclosed(client, person):
    known = client.post("/accounts/password/reset/", {"email": person.email})
    client.cookies.clear()
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@example.com"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
