import pytest
from allauth.mfa.models import Authenticator

from tests.accounts.conftest import six_digits


@pytest.fixture
def editor(make_staff):
    return make_staff("editor")


def test_staff_without_a_second_factor_are_led_to_set_one_up(client, editor, sign_in):
    sign_in(editor.email)
    assert client.get("/staff/").url == "/accounts/2fa/"


def test_staff_who_came_by_a_mailed_code_are_led_to_set_one_up(client, editor, code_in_mail):
    client.post("/accounts/login/code/", {"email": editor.email})
    client.post("/accounts/login/code/confirm/", {"code": code_in_mail()})
    assert client.get("/staff/").url == "/accounts/2fa/"


def test_the_redirect_says_why(client, editor, sign_in):
    sign_in(editor.email)
    assert "second factor" in client.get("/staff/", follow=True).content.decode()


def test_staff_who_used_their_second_factor_get_in(client, editor, set_up_app, sign_in):
    secret = set_up_app(editor)
    sign_in(editor.email)
    client.post("/accounts/2fa/authenticate/", {"code": six_digits(secret)})
    assert client.get("/staff/").status_code == 200


def test_a_second_factor_of_another_session_does_not_count(client, editor, set_up_app):
    set_up_app(editor)
    client.force_login(editor)
    assert client.get("/staff/pages/").url == "/accounts/2fa/reauthenticate/?next=%2Fstaff%2Fpages%2F"


def test_confirming_with_the_second_factor_leads_back_to_where_one_was_going(client, editor, set_up_app):
    secret = set_up_app(editor)
    client.force_login(editor)
    answer = client.post("/accounts/2fa/reauthenticate/", {"code": six_digits(secret), "next": "/staff/reports/"})
    assert (answer.url, client.get("/staff/").status_code) == ("/staff/reports/", 200)


def test_removing_the_second_factor_closes_the_staff_area(client, editor, set_up_app, sign_in):
    secret = set_up_app(editor)
    sign_in(editor.email)
    client.post("/accounts/2fa/authenticate/", {"code": six_digits(secret)})
    Authenticator.objects.filter(user=editor).delete()
    assert client.get("/staff/").url == "/accounts/2fa/"


def test_the_demo_may_do_without(client, editor, sign_in, settings):
    settings.STAFF_MFA_REQUIRED = False
    sign_in(editor.email)
    assert client.get("/staff/").status_code == 200


def test_the_staff_areas_policy_allows_no_inline_script(client, editor, settings):
    settings.STAFF_MFA_REQUIRED = False
    client.force_login(editor)
    policy = client.get("/staff/")["Content-Security-Policy"]
    assert "script-src 'self';" in policy + ";"


def test_the_sites_policy_allows_no_inline_style(client, db):
    assert "unsafe-inline" not in client.get("/accounts/login/")["Content-Security-Policy"]


def test_a_chooser_is_started_by_data_and_not_by_a_script(client, home, make_user, settings):
    settings.STAFF_MFA_REQUIRED = False
    client.force_login(make_user(is_superuser=True))
    page = client.get(f"/staff/pages/{home.pk}/edit/").content.decode()
    assert 'data-staff-start="ImageChooser"' in page and "<script>" not in page
