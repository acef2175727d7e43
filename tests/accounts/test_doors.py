import pytest

from tests.builders import PASSWORD

pytestmark = pytest.mark.django_db

DOORS = ["/staff/login/", "/django-admin/login/", "/_util/login/"]
RESETS = ["/staff/password_reset/", "/staff/password_reset/confirm/MQ/abc-123/", "/django-admin/password_change/"]


@pytest.mark.parametrize("door", DOORS)
def test_every_other_sign_in_page_sends_people_to_ours(client, door):
    assert client.get(door).url == "/accounts/login/"


@pytest.mark.parametrize("door", DOORS)
def test_no_other_sign_in_page_opens_a_session_by_password(client, make_staff, door):
    user = make_staff()
    client.post(door, {"username": user.email, "login": user.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("door", DOORS)
def test_a_door_keeps_where_one_was_going(client, door):
    assert client.get(door + "?next=/staff/pages/").url == "/accounts/login/?next=%2Fstaff%2Fpages%2F"


@pytest.mark.parametrize("door", DOORS)
def test_a_door_never_passes_another_site_on(client, door):
    assert client.get(door + "?next=https://evil.example/").url == "/accounts/login/"


@pytest.mark.parametrize("address", RESETS)
def test_no_other_page_resets_a_password(client, address):
    assert client.get(address).url == "/accounts/password/reset/"


@pytest.mark.parametrize("address", ["/staff/", "/staff/pages/", "/staff/users/", "/django-admin/"])
def test_a_stranger_at_the_staff_area_is_asked_to_sign_in(client, address):
    answer = client.get(address, follow=True)
    assert answer.redirect_chain[-1][0].startswith("/accounts/login/?next=")


@pytest.mark.parametrize("address", ["/staff/", "/staff/login/", "/staff/pages/", "/django-admin/"])
def test_a_student_is_refused_at_the_staff_area(client, person, address):
    client.force_login(person)
    assert client.get(address).status_code == 403


def test_the_staff_area_offers_no_password_form(client, make_staff, settings):
    settings.STAFF_MFA_REQUIRED = False
    client.force_login(make_staff())
    assert "new_password" not in client.get("/staff/account/").content.decode()
