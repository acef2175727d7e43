import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group

from accounts.models import AuditRecord, User


@pytest.fixture
def administrator(client, make_user, settings):
    settings.STAFF_MFA_REQUIRED = False
    user = make_user("admin@example.com", is_superuser=True, is_staff=True)
    client.force_login(user)
    return user


@pytest.fixture
def finance(db):
    return Group.objects.get_or_create(name="finance")[0]


def edit(client, user, **changes):
    form = {"email": user.email, "legal_name": user.legal_name, "preferred_name": "", "is_active": "on"} | changes
    return client.post(
        f"/staff/users/edit/{user.pk}/", {key: value for key, value in form.items() if value is not None}
    )


def test_staff_enter_a_person_without_a_password(client, administrator):
    client.post("/staff/users/new/", {"email": "New@Example.com", "legal_name": "New Person"})
    user = User.objects.get(email="new@example.com")
    assert not user.has_usable_password()


def test_the_same_address_in_other_case_is_refused(client, administrator, person):
    client.post("/staff/users/new/", {"email": person.email.upper(), "legal_name": "Twin"})
    assert User.objects.filter(email__iexact=person.email).count() == 1


def test_a_role_given_in_the_form_is_audited_with_who_gave_it(client, administrator, person, finance):
    edit(client, person, groups=[finance.pk])
    record = AuditRecord.objects.get(action="role.grant")
    assert (record.actor, record.to_value, record.target_id) == (administrator, "finance", str(person.pk))


def test_a_role_given_to_many_at_once_is_audited_with_who_gave_it(client, administrator, person, finance):
    client.post(f"/staff/bulk/accounts/user/assign_role/?id={person.pk}", {"role": finance.pk})
    assert AuditRecord.objects.get(action="role.grant").actor == administrator


def test_closing_an_account_is_audited(client, administrator, person):
    edit(client, person, is_active=None)
    assert AuditRecord.objects.get(action="user.active").to_value == "False"


def test_closing_many_accounts_is_audited(client, administrator, person):
    client.post(f"/staff/bulk/accounts/user/set_active_state/?id={person.pk}", {"mark_as_active": "False"})
    assert AuditRecord.objects.get(action="user.active").target_id == str(person.pk)


def test_people_are_not_deleted_in_bulk(client, administrator, person):
    client.post(f"/staff/bulk/accounts/user/delete/?id={person.pk}")
    assert User.objects.filter(pk=person.pk).exists()


def test_people_are_not_deleted_one_by_one(client, administrator, person):
    client.post(f"/staff/users/delete/{person.pk}/")
    assert User.objects.filter(pk=person.pk).exists()


def test_a_corrected_address_must_be_verified_again(client, administrator, person):
    edit(client, person, email="right@example.com")
    address = EmailAddress.objects.get(user=person)
    assert (address.email, address.verified) == ("right@example.com", False)


def test_administrators_do_not_change_their_own_roles(client, administrator, finance):
    edit(client, administrator, groups=[finance.pk])
    assert not administrator.groups.exists()


def test_people_are_found_by_legal_name(client, administrator, person):
    assert person.email in client.get(f"/staff/users/?q={person.legal_name.split()[-1]}").content.decode()


def test_the_list_of_people_asks_no_other_site(client, administrator, person):
    assert "gravatar" not in client.get("/staff/users/").content.decode()


def test_the_list_of_people_needs_as_many_queries_for_many_as_for_few(
    client, administrator, make_user, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count():
        with CaptureQueriesContext(connection) as captured:
            client.get("/staff/users/")
        return len(captured)

    make_user()
    count()
    few = count()
    for _ in range(10):
        make_user()
    assert count() == few
