"""Certificates in the staff area."""

import pytest
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditRecord
from certificates.models import Certificate

LIST = "/staff/certificates/"


@pytest.fixture
def administrator(make_user, client, settings):
    settings.STAFF_MFA_REQUIRED = False
    person = make_user(is_staff=True)
    wanted = ["access_admin", "view_certificate", "change_certificate"]
    person.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    client.force_login(person)
    return person


def test_the_list_finds_by_name_and_by_code(client, administrator, issue):
    first, second = issue(), issue()
    by_name = client.get(LIST, {"q": first.name}).content.decode()
    by_code = client.get(LIST, {"q": second.code}).content.decode()
    assert [first.code in by_name, second.code in by_name] == [True, False]
    assert [first.code in by_code, second.code in by_code] == [False, True]


def test_the_list_filters_by_state(client, administrator, issue):
    shown, hidden = issue(), issue()
    Certificate.objects.filter(pk=shown.pk).update(state="suspended")
    text = client.get(LIST, {"state": "suspended"}).content.decode()
    assert [shown.code in text, hidden.code in text] == [True, False]


def count_queries(client) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(LIST).status_code == 200
    return len(queries)


def test_the_list_costs_the_same_with_many_rows(client, administrator, issue):
    issue()
    client.get(LIST)
    few = count_queries(client)
    for _n in range(5):
        issue()
    assert count_queries(client) == few


def test_one_certificate_is_shown_with_its_history(client, administrator, issue):
    certificate = issue()
    text = client.get(f"{LIST}{certificate.pk}/").content.decode()
    assert certificate.name in text and "certificate.issue" in text


@pytest.mark.parametrize(("decision", "state"), [("suspend", "suspended"), ("revoke", "revoked")])
def test_a_decision_needs_a_reason_and_is_audited_with_it(client, administrator, issue, decision, state):
    certificate = issue()
    address = f"{LIST}{certificate.pk}/{decision}/"
    refused = client.post(address, {"reason": ""})
    accepted = client.post(address, {"reason": "Copied log."})
    record = AuditRecord.objects.get(action="certificate.state")
    assert [refused.status_code, accepted.status_code] == [200, 302]
    assert (Certificate.objects.get().state, record.actor, record.reason) == (state, administrator, "Copied log.")


def test_a_revocation_by_staff_can_be_taken_back(client, administrator, issue):
    certificate = issue()
    client.post(f"{LIST}{certificate.pk}/revoke/", {"reason": "Mistaken identity."})
    client.post(f"{LIST}{certificate.pk}/restore/", {"reason": "It was the other one."})
    assert Certificate.objects.get().state == "valid"


def test_a_corrected_name_makes_a_new_certificate_that_replaces_the_old(client, administrator, issue):
    old = issue()
    client.post(f"{LIST}{old.pk}/reissue/", {"name": "Amelia  Poe", "reason": "Married."})
    old.refresh_from_db()
    assert (old.state, old.superseded_by.name, old.superseded_by.state) == ("superseded", "Amelia Poe", "valid")


def test_the_same_name_is_no_correction(client, administrator, issue):
    old = issue()
    response = client.post(f"{LIST}{old.pk}/reissue/", {"name": old.name, "reason": "?"})
    assert response.status_code == 200 and Certificate.objects.count() == 1


def test_an_unknown_decision_is_not_found(client, administrator, issue):
    assert client.get(f"{LIST}{issue().pk}/frame/").status_code == 404


@pytest.mark.parametrize("path", ["", "{pk}/", "{pk}/revoke/"])
def test_staff_without_the_permission_get_nowhere(client, make_user, issue, path, settings):
    settings.STAFF_MFA_REQUIRED = False
    editor = make_user(is_staff=True)
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(editor)
    response = client.post(LIST + path.format(pk=issue().pk), {"reason": "Because."})
    assert response.status_code in (302, 403, 405) and Certificate.objects.get().state == "valid"
