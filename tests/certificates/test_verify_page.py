"""The page behind the QR code: one field, one answer."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from certificates import throttle
from certificates.models import Certificate
from certificates.services.decisions import reissue, restore, revoke, suspend


@pytest.fixture
def decide(make_user):
    """Return a closure ``decide(service, certificate, **more)`` that carries out a decision of staff."""
    actor = make_user(is_staff=True)

    def carry_out(service, certificate, reason="The log was not the graduate's own.", **more):
        return service(certificate=certificate, at=timezone.now(), reason=reason, actor=actor, **more)

    return carry_out


def page(client, certificate, query="") -> str:
    response = client.get(f"/verify/{certificate.code}/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_a_valid_certificate_is_said_to_be_valid_with_every_printed_field(client, issue):
    certificate = issue(
        level="Level 4",
        hours_theory=80,
        hours_practice=40,
        signatory_name="Dr Helena Marsh",
        awarding_body="Example Awards",
    )
    text = page(client, certificate)
    printed = ["Valid", certificate.name, certificate.title, certificate.course_title, "Level 4", "80", "40"]
    printed += [*certificate.assessed, certificate.result, "Dr Helena Marsh", "Example Awards", certificate.code]
    assert [word for word in printed if word not in text] == []


def test_a_course_without_awarding_body_is_not_called_a_qualification(client, issue):
    assert "not a regulated qualification" in page(client, issue())


@pytest.mark.parametrize(("service", "word"), [(suspend, "Suspended"), (revoke, "Revoked")])
def test_a_decision_is_shown_with_its_date_and_reason(client, issue, decide, service, word):
    certificate = decide(service, issue())
    text = page(client, certificate)
    day = f"{timezone.localtime(certificate.state_at):%-d %B %Y}"
    assert [part in text for part in (word, day, "The log was not the graduate&#x27;s own.")] == [True] * 3


def test_a_restored_certificate_is_valid_again(client, issue, decide):
    certificate = decide(restore, decide(revoke, issue()))
    assert 'id="verdict">Valid<' in page(client, certificate)


def test_a_replaced_certificate_leads_to_the_new_one(client, issue, decide):
    old = issue()
    new = decide(reissue, old, name="Corrected Name")
    text = page(client, old)
    assert "Replaced" in text and f"/verify/{new.code}/" in text
    assert "Corrected Name" in page(client, new)


def test_an_expired_certificate_says_so_on_the_hour(client, issue):
    certificate = issue()
    Certificate.objects.update(expires_at=timezone.now())
    assert 'id="verdict">Expired<' in page(client, certificate)


@pytest.mark.parametrize("code", ["nonsense", "0000-0000-0001", "0000-0000-0000", "<script>alert(1)<", "%F0%9F%A6%86"])
def test_every_kind_of_not_found_answers_alike_and_plainly(client, db, code):
    response = client.get(f"/verify/{code}/")
    text = response.content.decode()
    assert response.status_code == 404 and "Not ours" in text and "<script>alert" not in text


def test_a_typed_code_leads_to_its_page_however_it_was_typed(client, issue):
    certificate = issue()
    typed = certificate.code.lower().replace("-", " ").replace("0", "o")
    assert client.get("/verify/", {"code": typed}).headers["Location"] == f"/verify/{certificate.code}/"


def test_a_mistyped_code_is_answered_without_asking_the_register(client, db):
    with CaptureQueriesContext(connection) as queries:
        client.get("/verify/", {"code": "ABCD-EFGH-JKMN"})
    assert [query for query in queries if "certificates_" in query["sql"]] == []


def test_a_check_costs_two_queries_however_many_certificates_there_are(client, issue, django_assert_max_num_queries):
    certificate, *_others = [issue() for _n in range(3)]
    page(client, certificate)
    with django_assert_max_num_queries(2):
        page(client, certificate)


def test_the_answer_is_kept_by_nobody_and_listed_nowhere(client, issue):
    response = client.get(f"/verify/{issue().code}/")
    assert "no-store" in response["Cache-Control"] and response["X-Robots-Tag"] == "noindex"


def test_an_address_that_asks_too_often_is_asked_to_wait(client, issue, monkeypatch):
    monkeypatch.setattr(throttle, "LIMIT", 2)
    certificate = issue()
    codes = [client.get(f"/verify/{certificate.code}/").status_code for _n in range(3)]
    assert codes == [200, 200, 429]


def test_a_name_that_is_not_public_needs_the_full_link(client, issue):
    certificate = issue()
    Certificate.objects.update(name_public=False)
    bare, full = page(client, certificate), page(client, certificate, f"?key={certificate.link_key}")
    assert [certificate.name in bare, certificate.name in full] == [False, True]


def test_the_graduate_sees_the_own_name_in_any_case(client, issue):
    certificate = issue()
    Certificate.objects.update(name_public=False)
    client.force_login(certificate.student)
    assert certificate.name in page(client, certificate)


@pytest.mark.parametrize("dress", ["credential", "pdf", "png", "svg"])
def test_a_dropped_file_is_checked_and_compared_with_the_register(client, issue, dress):
    certificate = issue()
    content = getattr(certificate.files, dress)
    data = content.encode() if isinstance(content, str) else bytes(content)
    response = client.post("/verify/", {"file": SimpleUploadedFile("certificate", data)})
    assert "signature is right" in response.content.decode() and certificate.name in response.content.decode()


def test_a_genuine_file_of_a_revoked_certificate_is_still_said_to_be_revoked(client, issue, decide):
    certificate = decide(revoke, issue())
    file = SimpleUploadedFile("c.json", certificate.files.credential.encode())
    assert 'id="verdict">Revoked<' in client.post("/verify/", {"file": file}).content.decode()


def test_an_edited_file_is_not_verified(client, issue):
    certificate = issue()
    edited = certificate.files.credential.replace(certificate.name, "Somebody Else")
    response = client.post("/verify/", {"file": SimpleUploadedFile("c.json", edited.encode())})
    assert "Not verified" in response.content.decode()


def test_a_file_that_is_too_large_is_refused(client, db):
    response = client.post("/verify/", {"file": SimpleUploadedFile("c.pdf", b"x" * 3_000_001)})
    assert response.status_code == 400 and "at most 3 MB" in response.content.decode()


def test_the_form_works_without_script_and_says_what_the_wording_means(client, db):
    text = client.get("/verify/").content.decode()
    assert 'method="get"' in text and "certificate of completion" in text
