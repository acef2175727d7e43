from importlib import import_module

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditRecord
from accounts.reports import without_formula
from accounts.services.audit import record

APPEND_ONLY = import_module("accounts.migrations.0002_audit_is_append_only")


@pytest.fixture
def written(person):
    return record(action="user.active", target=person, at=timezone.now(), from_value="=1+1", reason="asked by phone")


@pytest.fixture
def administrator(client, make_staff, settings):
    settings.STAFF_MFA_REQUIRED = False
    user = make_staff("administrator", "view_auditrecord")
    client.force_login(user)
    return user


@pytest.fixture
def armed(db):
    """Both triggers as the migration leaves them; for the other tests SQLite's against deletion is lifted."""
    with connection.cursor() as cursor:
        for statement in (*APPEND_ONLY.OFF[connection.vendor], *APPEND_ONLY.ON[connection.vendor]):
            cursor.execute(statement)


def test_a_record_is_not_saved_twice(written):
    with pytest.raises(TypeError):
        written.save()


def test_the_database_refuses_to_change_a_record(written, armed):
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditRecord.objects.update(reason="something else")


def test_the_database_refuses_to_delete_a_record(written, armed):
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditRecord.objects.all()._raw_delete("default")


def test_the_label_of_an_actor_holds_no_address(person):
    kept = record(action="user.active", target=person, at=timezone.now(), actor=person)
    assert person.email not in kept.actor_label


def test_an_administrator_reads_the_trail(client, administrator, written):
    assert "asked by phone" in client.get("/staff/reports/audit/").content.decode()


def test_an_editor_does_not_read_the_trail(client, make_staff, settings):
    settings.STAFF_MFA_REQUIRED = False
    client.force_login(make_staff("editor"))
    assert client.get("/staff/reports/audit/", follow=True).redirect_chain[-1][0] == "/staff/"


def test_the_trail_is_filtered_by_action(client, administrator, written):
    assert "asked by phone" not in client.get("/staff/reports/audit/?action=order").content.decode()


def test_an_exported_trail_holds_no_formula(client, administrator, written):
    sheet = b"".join(client.get("/staff/reports/audit/?export=csv").streaming_content).decode()
    assert "'=1+1" in sheet


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1"])
def test_a_cell_that_begins_like_a_formula_is_quoted(cell):
    assert without_formula(cell) == f"'{cell}"


def test_the_trail_needs_as_many_queries_for_many_records_as_for_few(
    client, administrator, person, django_assert_num_queries
):
    def write(number):
        for _ in range(number):
            record(action="user.active", target=person, at=timezone.now(), actor=person)

    def count():
        with CaptureQueriesContext(connection) as captured:
            client.get("/staff/reports/audit/")
        return len(captured)

    write(2)
    count()
    few = count()
    write(20)
    assert count() == few
