"""What programs fetch: keys, status lists, files, the API; and the commands."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from certificates.checks import check_signing_key
from certificates.credential.status import is_set
from certificates.errors import KeyMissing
from certificates.models import Certificate, IssuerKey, StatusList
from certificates.services.decisions import reissue, restore, revoke, suspend
from certificates.services.issuing import align
from certificates.services.keys import published_did, rotate_key
from certificates.verification import verify


def bit_of(client, certificate) -> bool:
    served = json.loads(client.get(f"/status/revocation/{certificate.status_list.number}").content)
    return is_set(served["credentialSubject"]["encodedList"], certificate.status_index, size=StatusList.SIZE)


@pytest.fixture
def decide(make_user):
    """Return a closure ``decide(service, certificate, **more)`` that carries out a decision of staff."""
    actor = make_user(is_staff=True)

    def carry_out(service, certificate, **more):
        return service(certificate=certificate, at=timezone.now(), reason="Because.", actor=actor, **more)

    return carry_out


def test_a_revoked_certificate_has_its_bit_set_and_the_others_have_not(client, issue, decide):
    revoked, other = issue(), issue()
    assert not bit_of(client, revoked)
    decide(revoke, revoked)
    assert [bit_of(client, revoked), bit_of(client, other)] == [True, False]


def test_a_restored_certificate_has_its_bit_cleared(client, issue, decide):
    certificate = issue()
    decide(revoke, certificate)
    decide(restore, certificate)
    assert not bit_of(client, certificate)


def test_a_suspension_is_not_in_the_revocation_list(client, issue, decide):
    certificate = issue()
    decide(suspend, certificate)
    assert not bit_of(client, certificate)


def test_the_status_list_is_signed_with_a_published_key(client, issue):
    issue()
    served = json.loads(client.get("/status/revocation/1").content)
    did = published_did()
    assert served["type"] == ["VerifiableCredential", "BitstringStatusListCredential"]
    assert served["credentialSubject"]["ttl"] == 300_000
    assert served["proof"][0]["verificationMethod"] in did["assertionMethod"]


def test_the_status_list_has_an_etag_that_changes_only_with_its_bits(client, issue, decide):
    certificate = issue()
    first = client.get("/status/revocation/1")
    again = client.get("/status/revocation/1", headers={"if-none-match": first["ETag"]})
    decide(revoke, certificate)
    changed = client.get("/status/revocation/1", headers={"if-none-match": first["ETag"]})
    assert [again.status_code, changed.status_code] == [304, 200]


def test_the_status_list_may_be_read_by_any_page_and_sets_no_cookie(client, issue):
    issue()
    response = client.get("/status/revocation/1")
    assert (response["Access-Control-Allow-Origin"], response["Cache-Control"]) == ("*", "public, max-age=300")
    assert not response.cookies


def test_a_status_list_that_was_signed_is_served_with_one_query(client, issue, django_assert_max_num_queries):
    issue()
    client.get("/status/revocation/1")
    with django_assert_max_num_queries(1):
        client.get("/status/revocation/1")


def test_a_list_never_opened_is_not_found(client, db):
    assert client.get("/status/revocation/7").status_code == 404


def test_the_did_document_names_absolute_keys(client, issue):
    issue()
    did = client.get("/.well-known/did.json").json()
    [method] = did["verificationMethod"]
    assert did["id"] == "did:web:testserver" and method["type"] == "Multikey"
    assert did["assertionMethod"] == [method["id"]] and method["id"].startswith("did:web:testserver#key-20")


def test_a_port_is_written_percent_encoded(settings, db):
    settings.PUBLIC_URL = "http://127.0.0.1:8160"
    assert published_did()["id"] == "did:web:127.0.0.1%3A8160"


def test_what_an_old_key_signed_stays_valid_after_rotation(issue):
    old = json.loads(issue().files.credential)
    rotate_key(at=timezone.now())
    new = json.loads(issue().files.credential)
    did = published_did()
    methods = {verify(one, did=did).method for one in (old, new)}
    assert len(methods) == 2 and IssuerKey.objects.count() == 2


def test_without_a_key_nothing_is_issued(settings, finish, tmp_path):
    settings.CREDENTIAL_KEY_GENERATE, settings.CREDENTIAL_KEY_FILE = False, tmp_path / "none.json"
    with pytest.raises(KeyMissing):
        align(enrolment=finish(), at=timezone.now())
    assert not Certificate.objects.exists()


def test_the_demos_key_is_refused_where_keys_are_not_generated(settings, issue, finish):
    issue()
    rotated = settings.CREDENTIAL_KEY_FILE.read_text()
    settings.CREDENTIAL_KEY_FILE.write_text(json.dumps(json.loads(rotated) | {"demo": True}))
    settings.CREDENTIAL_KEY_GENERATE = False
    with pytest.raises(KeyMissing):
        align(enrolment=finish(), at=timezone.now())
    assert [error.id for error in check_signing_key(None)] == ["certificates.E002"]


def test_the_deployment_check_names_a_missing_and_a_broken_key(settings, tmp_path):
    settings.CREDENTIAL_KEY_FILE = tmp_path / "key.json"
    missing = check_signing_key(None)
    settings.CREDENTIAL_KEY_FILE.write_text("{}")
    broken = check_signing_key(None)
    assert [missing[0].id, broken[0].id] == ["certificates.E001", "certificates.E003"]


def test_a_key_from_the_environment_signs(monkeypatch, issue):
    issue()
    call_command("certificates", "rotate-key", stdout=io.StringIO())
    monkeypatch.setenv("CREDENTIAL_PRIVATE_KEY", rotate_key(at=timezone.now()).as_environment())
    credential = json.loads(issue().files.credential)
    assert verify(credential, did=published_did()).code == credential["credentialSubject"]["licenseNumber"]


def test_the_key_file_is_for_its_owner_alone(settings, issue):
    issue()
    assert oct(settings.CREDENTIAL_KEY_FILE.stat().st_mode)[-3:] == "600"


@pytest.mark.parametrize(("form", "kind"), [("json", "vc"), ("pdf", "pdf"), ("png", "png"), ("svg", "svg")])
def test_each_file_is_served_as_what_it_is(client, issue, form, kind, django_assert_max_num_queries):
    certificate = issue()
    with django_assert_max_num_queries(2):
        response = client.get(f"/credentials/{certificate.code}.{form}")
    assert response.status_code == 200 and kind in response["Content-Type"]


def test_a_revoked_certificates_files_are_still_served(client, issue, decide):
    certificate = decide(revoke, issue())
    assert client.get(f"/credentials/{certificate.code}.json").status_code == 200


def test_files_of_a_graduate_who_hides_the_name_need_the_full_link(client, issue):
    certificate = issue()
    Certificate.objects.update(name_public=False)
    address = f"/credentials/{certificate.code}.pdf"
    codes = [client.get(address).status_code, client.get(f"{address}?key={certificate.link_key}").status_code]
    assert codes == [403, 200]


def test_the_api_answers_with_every_printed_field(client, issue, django_assert_max_num_queries):
    certificate = issue(level="Level 4")
    with django_assert_max_num_queries(2):
        answer = client.get(f"/api/v1/certificates/{certificate.code.lower()}").json()
    assert (answer["state"], answer["name"], answer["level"]) == ("valid", certificate.name, "Level 4")
    assert answer["assessed"] == certificate.assessed


def test_the_api_says_replaced_and_by_which(client, issue, decide):
    old = issue()
    new = decide(reissue, old, name="Corrected Name")
    answer = client.get(f"/api/v1/certificates/{old.code}").json()
    assert (answer["state"], answer["superseded_by"]) == ("superseded", new.code)


@pytest.mark.parametrize("code", ["nonsense", "0000-0000-0001", "0000-0000-0000", "%00", "x" * 300])
def test_the_api_answers_every_kind_of_not_found_alike(client, db, code):
    response = client.get(f"/api/v1/certificates/{code}")
    assert (response.status_code, response.json()) == (404, {"detail": "No certificate has this code."})


def test_the_api_hides_a_name_that_is_not_public(client, issue):
    certificate = issue()
    Certificate.objects.update(name_public=False)
    assert client.get(f"/api/v1/certificates/{certificate.code}").json()["name"] is None


def test_the_api_describes_itself_and_has_no_page_that_loads_a_cdn(client, db):
    assert "/api/v1/certificates/{code}" in client.get("/api/v1/openapi.json").json()["paths"]
    assert client.get("/api/v1/docs/").status_code == 404


@pytest.mark.parametrize("dress", ["credential", "pdf", "png", "svg"])
def test_the_command_verifies_each_file_offline(issue, tmp_path, dress):
    certificate = issue()
    content = getattr(certificate.files, dress)
    file = tmp_path / "certificate"
    file.write_bytes(content.encode() if isinstance(content, str) else bytes(content))
    said = io.StringIO()
    call_command("verify", str(file), stdout=said)
    assert "Signature right" in said.getvalue() and certificate.code in said.getvalue()


def test_the_command_takes_the_keys_from_a_saved_did_document(issue, tmp_path):
    (tmp_path / "c.json").write_text(issue().files.credential)
    (tmp_path / "did.json").write_text(json.dumps(published_did()))
    IssuerKey.objects.all().delete()
    said = io.StringIO()
    call_command("verify", str(tmp_path / "c.json"), did=tmp_path / "did.json", stdout=said)
    assert "Signature right" in said.getvalue()


def test_the_command_refuses_an_edited_file(issue, tmp_path):
    certificate = issue()
    (tmp_path / "c.json").write_text(certificate.files.credential.replace(certificate.name, "Somebody Else"))
    with pytest.raises(CommandError, match="does not match"):
        call_command("verify", str(tmp_path / "c.json"))
