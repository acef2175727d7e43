import pytest
from django.contrib.auth.models import Group

from accounts.models import AuditRecord


@pytest.fixture
def finance(db):
    return Group.objects.get_or_create(name="finance")[0]


def test_a_granted_role_is_audited(person, finance):
    person.groups.add(finance)
    assert AuditRecord.objects.get(action="role.grant").to_value == "finance"


def test_a_withdrawn_role_is_audited(person, finance):
    person.groups.add(finance)
    person.groups.remove(finance)
    assert AuditRecord.objects.get(action="role.withdraw").from_value == "finance"


def test_taking_all_roles_away_is_audited(person, finance):
    person.groups.add(finance)
    person.groups.clear()
    assert AuditRecord.objects.get(action="role.withdraw").from_value == "finance"


def test_a_role_granted_from_the_side_of_the_group_is_audited(person, finance):
    finance.user_set.add(person)
    assert AuditRecord.objects.get(action="role.grant").target_id == str(person.pk)


def test_granting_a_role_twice_is_one_change(person, finance):
    person.groups.add(finance)
    person.groups.add(finance)
    assert AuditRecord.objects.count() == 1


def test_a_staff_role_makes_one_staff(person, finance):
    person.groups.add(finance)
    person.refresh_from_db()
    assert person.is_staff


def test_losing_the_last_staff_role_ends_being_staff(person, finance):
    person.groups.add(finance)
    person.groups.remove(finance)
    person.refresh_from_db()
    assert not person.is_staff


def test_the_role_student_does_not_make_one_staff(person):
    person.groups.add(Group.objects.get_or_create(name="student")[0])
    person.refresh_from_db()
    assert not person.is_staff
