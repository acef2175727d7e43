from allauth.account.models import EmailAddress

from accounts.services.people import enter_person

SIGNED_IN = "_auth_user_id"


def test_the_right_password_signs_in(client, person, sign_in):
    sign_in(person.email)
    assert SIGNED_IN in client.session


def test_the_case_of_the_address_does_not_matter(client, person, sign_in):
    sign_in(person.email.upper())
    assert SIGNED_IN in client.session


def test_signing_in_leads_to_my_learning(person, sign_in):
    assert sign_in(person.email).url == "/learn/"


def test_signing_in_never_leads_to_another_site(person, sign_in):
    assert sign_in(person.email, next="https://evil.example/").url == "/learn/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(person, sign_in):
    wrong, unknown = sign_in(person.email, "not this one"), sign_in("nobody@example.com", "not this one")
    assert wrong.context["form"].errors == unknown.context["form"].errors


def test_a_closed_account_does_not_sign_in(client, person, sign_in):
    person.is_active = False
    person.save()
    sign_in(person.email)
    assert SIGNED_IN not in client.session


def test_an_unverified_address_gets_a_code_before_it_gets_in(client, make_user, sign_in, mailoutbox):
    sign_in(make_user("new@example.com").email)
    assert (SIGNED_IN in client.session, len(mailoutbox)) == (False, 1)


def test_the_sixth_wrong_password_is_stopped_even_if_the_seventh_is_right(client, person, sign_in):
    for _ in range(6):
        sign_in(person.email, "not this one")
    sign_in(person.email)
    assert SIGNED_IN not in client.session


def test_a_code_from_the_mail_signs_in(client, person, code_in_mail):
    client.post("/accounts/login/code/", {"email": person.email})
    client.post("/accounts/login/code/confirm/", {"code": code_in_mail()})
    assert client.session[SIGNED_IN] == str(person.pk)


def test_asking_for_a_code_with_an_unknown_address_looks_the_same(client, person):
    known = client.post("/accounts/login/code/", {"email": person.email})
    client.cookies.clear()
    unknown = client.post("/accounts/login/code/", {"email": "nobody@example.com"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_the_third_wrong_code_ends_the_attempt(client, person, code_in_mail):
    client.post("/accounts/login/code/", {"email": person.email})
    for _ in range(3):
        client.post("/accounts/login/code/confirm/", {"code": "WRNG-CODE"})
    client.post("/accounts/login/code/confirm/", {"code": code_in_mail()})
    assert SIGNED_IN not in client.session


def test_the_fourth_request_for_a_code_within_a_minute_is_refused(client, person, mailoutbox):
    for _ in range(5):
        client.cookies.clear()
        client.post("/accounts/login/code/", {"email": person.email})
    assert len(mailoutbox) == 3


def test_someone_whom_staff_entered_signs_in_by_code_and_is_verified_by_it(client, db, code_in_mail):
    user = enter_person(email="guest@example.com", legal_name="Guest Person")
    client.post("/accounts/login/code/", {"email": user.email})
    client.post("/accounts/login/code/confirm/", {"code": code_in_mail()})
    assert EmailAddress.objects.get(user=user).verified


def test_signing_out_needs_a_post(client, person):
    client.force_login(person)
    client.get("/accounts/logout/")
    assert SIGNED_IN in client.session
