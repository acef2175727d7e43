import re

import pytest
from allauth.mfa.models import Authenticator

from tests.accounts.conftest import six_digits
from tests.builders import PASSWORD

SIGNED_IN = "_auth_user_id"


@pytest.fixture
def reauthenticated(client, person, sign_in):
    """A person who signed in and gave the password once more."""
    sign_in(person.email)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return person


@pytest.fixture
def app_set_up(client, reauthenticated):
    """Set an authenticator app up through its page and return the secret."""
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r'id="authenticator_secret">([A-Z2-7]+)<', page).group(1)
    client.post("/accounts/2fa/totp/activate/", {"code": six_digits(secret)})
    return secret


def test_setting_an_app_up_asks_for_the_password_first(client, person, sign_in):
    sign_in(person.email)
    assert client.get("/accounts/2fa/totp/activate/").url.startswith("/accounts/reauthenticate/")


def test_the_six_digits_switch_the_app_on(app_set_up, person):
    assert Authenticator.objects.filter(user=person, type="totp").exists()


def test_the_secret_does_not_stand_in_the_database(app_set_up, person):
    assert app_set_up not in str(Authenticator.objects.get(user=person, type="totp").data)


def test_with_an_app_the_password_alone_does_not_sign_in(client, person, set_up_app, sign_in):
    set_up_app(person)
    sign_in(person.email)
    assert SIGNED_IN not in client.session


def test_password_and_six_digits_sign_in(client, person, set_up_app, sign_in):
    secret = set_up_app(person)
    sign_in(person.email)
    client.post("/accounts/2fa/authenticate/", {"code": six_digits(secret)})
    assert SIGNED_IN in client.session


def test_the_same_six_digits_do_not_work_twice(client, person, set_up_app, sign_in):
    code = six_digits(set_up_app(person))
    for _ in range(2):
        client.cookies.clear()
        sign_in(person.email)
        client.post("/accounts/2fa/authenticate/", {"code": code})
    assert SIGNED_IN not in client.session


def test_a_mailed_code_does_not_replace_the_second_factor(client, person, set_up_app, code_in_mail):
    set_up_app(person)
    client.post("/accounts/login/code/", {"email": person.email})
    client.post("/accounts/login/code/confirm/", {"code": code_in_mail()})
    assert SIGNED_IN not in client.session


@pytest.fixture
def recovery_code(person, set_up_app):
    """Return one of the person's recovery codes."""
    set_up_app(person)
    return Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()[0]


def test_a_recovery_code_signs_in(client, person, recovery_code, sign_in):
    sign_in(person.email)
    client.post("/accounts/2fa/authenticate/", {"code": recovery_code})
    assert SIGNED_IN in client.session


def test_a_recovery_code_is_good_once(client, person, recovery_code, sign_in):
    for _ in range(2):
        client.cookies.clear()
        sign_in(person.email)
        client.post("/accounts/2fa/authenticate/", {"code": recovery_code})
    assert SIGNED_IN not in client.session


def test_guessing_the_six_digits_is_stopped(client, person, set_up_app, sign_in):
    secret = set_up_app(person)
    sign_in(person.email)
    for guess in range(6):
        client.post("/accounts/2fa/authenticate/", {"code": f"{guess:06}"})
    client.post("/accounts/2fa/authenticate/", {"code": six_digits(secret)})
    assert SIGNED_IN not in client.session


@pytest.mark.parametrize(
    "address", ["", "totp/activate/", "webauthn/", "webauthn/add/", "recovery-codes/", "recovery-codes/generate/"]
)
def test_each_page_about_the_second_factor_opens(client, reauthenticated, app_set_up, address):
    assert client.get(f"/accounts/2fa/{address}", follow=True).status_code == 200


def test_no_page_about_the_second_factor_holds_an_inline_script_or_style(client, reauthenticated, app_set_up):
    page = client.get("/accounts/2fa/webauthn/add/").content.decode()
    assert not re.search(r"<script(?![^>]*(src=|application/json))| style=", page)
