"""The signed credential: what it says, and that others can check it without us."""

import copy
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openbadgeslib.ob3.ldp import OB3LdpVerifier
from openbadgeslib.ob3.verifier import OB3VerificationError

from certificates.credential.document import credential_document
from certificates.credential.loader import load_document
from certificates.credential.proof import sign
from certificates.errors import CredentialError
from certificates.services.keys import new_key, published_did
from certificates.verification import read_credential, verify


@pytest.fixture
def credential(issue):
    return json.loads(issue().files.credential)


@pytest.fixture
def resolve(client, db):
    """Return a stand-in for the network: it serves our own published addresses and nothing else."""

    def download(url: str) -> bytes:
        response = client.get(url.split("testserver", 1)[1])
        assert response.status_code == 200
        return response.content

    return download


def test_our_own_verifier_accepts_it(credential):
    assert verify(credential, did=published_did()).title == "Diploma in Testing"


def test_an_independent_library_accepts_it_with_the_key_we_publish(credential, resolve):
    believed = OB3LdpVerifier().verify(json.dumps(credential), download=resolve)
    assert believed.issuer.id == "did:web:testserver"


def test_an_independent_library_reads_its_status_in_our_list(credential, resolve):
    OB3LdpVerifier().verify(credential, download=resolve, check_status=True, verify_status_list=False)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.floats(0, 1, exclude_max=True))
def test_a_changed_byte_is_refused_by_us_and_by_an_independent_library(credential, resolve, where):
    text = json.dumps(credential)
    position = int(where * len(text))
    changed = text[:position] + ("x" if text[position] != "x" else "y") + text[position + 1 :]
    with pytest.raises(OB3VerificationError):
        OB3LdpVerifier().verify(changed, download=resolve)
    with pytest.raises((CredentialError, ValueError)):
        verify(json.loads(changed), did=published_did())


@pytest.mark.parametrize(
    "tamper",
    [
        lambda c: c.update(undefined="not signed"),
        lambda c: c["credentialSubject"].update(grade="A"),
        lambda c: c["credentialSubject"]["identifier"][0].update(identityHash="Somebody Else"),
        lambda c: c["@context"].append("https://example.com/other.json"),
        lambda c: c["@context"].append({"name": "https://example.com/name"}),
        lambda c: c.update(issuer={"id": "did:web:example.com", "type": ["Profile"]}),
        lambda c: c["credentialStatus"].update(statusListIndex="0"),
        lambda c: c["proof"][0].update(verificationMethod="did:web:testserver#other"),
        lambda c: c["proof"].append(c["proof"][0]),
        lambda c: c.pop("proof"),
    ],
)
def test_a_tampered_credential_is_refused(credential, tamper):
    tampered = copy.deepcopy(credential)
    tamper(tampered)
    with pytest.raises(CredentialError):
        verify(tampered, did=published_did())


@pytest.mark.parametrize(
    "poison",
    [
        lambda c: c["credentialSubject"].update(identifier=[{"type": "IdentityObject"}] * 60),
        lambda c: c["credentialSubject"].update(source={"id": "_:a", "type": ["Profile"]}),
        lambda c: c["credentialSubject"].update({"@context": ["https://www.w3.org/ns/credentials/v2"] * 2000}),
        lambda c: c.update({"@context": c["@context"] * 500}),
        lambda c: c.update(type=c["type"] * 3000),
        lambda c: c.update({"@included": [{"id": "urn:x"}]}),
    ],
)
def test_a_document_made_to_keep_us_busy_is_refused_before_any_work(credential, poison):
    hostile = copy.deepcopy(credential)
    poison(hostile)
    with pytest.raises(CredentialError, match="ours"):
        verify(hostile, did=published_did())


def test_a_deeply_nested_document_is_refused(credential):
    deep = "[" * 20_000 + "]" * 20_000
    with pytest.raises(CredentialError):
        read_credential(deep.encode())


def test_a_property_that_would_go_unsigned_is_refused_at_signing(issue):
    certificate = issue()
    document = credential_document(certificate) | {"shoeSize": "43"}
    key = new_key(at=certificate.issued_at)
    with pytest.raises(CredentialError, match="vocabularies do not define"):
        sign(document, key=key.private, method=key.method, at=certificate.issued_at)


def test_no_context_is_ever_fetched():
    with pytest.raises(CredentialError, match="not bundled"):
        load_document("https://w3id.org/security/v2")


def test_it_has_the_shape_that_the_published_schema_asks_for(credential):
    subject, proof = credential["credentialSubject"], credential["proof"]
    achievement = subject["achievement"]
    assert credential["@context"] == [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ]
    assert credential["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert credential["id"].startswith("http://testserver/verify/")
    assert credential["issuer"]["type"] == ["Profile"]
    assert credential["validFrom"].endswith("Z")
    assert subject["type"] == ["AchievementSubject"] and subject["id"].startswith("urn:uuid:")
    assert {"id", "type", "criteria", "description", "name"} <= set(achievement)
    assert achievement["achievementType"] == "CertificateOfCompletion"
    assert subject["result"][0]["resultDescription"] == achievement["resultDescription"][0]["id"]
    assert isinstance(credential["credentialStatus"], dict)
    assert credential["credentialStatus"]["type"] == "BitstringStatusListEntry"
    assert isinstance(proof, list) and proof[0]["cryptosuite"] == "eddsa-rdfc-2022"
    assert "credentialSchema" not in credential


def test_the_number_of_a_qualification_stands_only_where_the_course_has_one(issue):
    regulated = json.loads(issue(awarding_body="Example Awards", qualification_number="603/1/1").files.credential)
    own = json.loads(issue().files.credential)
    achievements = [one["credentialSubject"]["achievement"] for one in (regulated, own)]
    assert ["otherIdentifier" in achievement for achievement in achievements] == [True, False]


def test_a_name_in_any_script_is_signed_as_it_is(issue, make_user, resolve):
    credential = issue(student=make_user(legal_name="山田 花子 Ελένη فاطمة")).files.credential
    believed = OB3LdpVerifier().verify(credential, download=resolve)
    assert believed is not None and "山田 花子 Ελένη فاطمة" in credential
