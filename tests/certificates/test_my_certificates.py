"""A graduate's own page."""

import pytest
from django.utils import timezone

from certificates.models import Certificate
from certificates.services.issuing import align
from courses.money_rules import OrderState


@pytest.fixture
def graduate(make_user, client):
    """A student who is signed in."""
    student = make_user()
    client.force_login(student)
    return student


def mine(client) -> str:
    response = client.get("/learn/certificates/")
    assert response.status_code == 200
    return response.content.decode()


def test_it_asks_to_sign_in(client, db):
    assert client.get("/learn/certificates/").status_code == 302


def test_a_certificate_can_be_downloaded_shared_and_added_to_linkedin(client, graduate, issue):
    certificate = issue(student=graduate)
    text = mine(client)
    offers = [f"/credentials/{certificate.code}.{form}" for form in ("pdf", "png", "svg", "json")]
    offers += [f"key={certificate.link_key}", "linkedin.com/profile/add?startTask=CERTIFICATION_NAME", certificate.name]
    assert [offer for offer in offers if offer not in text] == []


def test_another_graduates_certificate_is_not_there(client, graduate, issue):
    assert issue().code not in mine(client)


@pytest.mark.parametrize(
    ("state", "says"),
    [
        (OrderState.PROCESSING, "payment to clear"),
        (OrderState.INQUIRY, "question about your payment"),
        (OrderState.DISPUTED, "payment is clarified"),
        (OrderState.REFUNDED, "payment was returned"),
    ],
)
def test_a_finished_course_that_is_not_cleared_says_what_it_waits_for(client, graduate, finish, state, says):
    finish(state, student=graduate)
    assert says in mine(client)


def test_a_graduate_without_a_legal_name_is_told(client, graduate, finish):
    type(graduate).objects.update(legal_name="")
    align(enrolment=finish(student=graduate), at=timezone.now())
    assert "legal name" in mine(client)


def test_nobody_without_certificates_meets_an_empty_page(client, graduate):
    assert "No certificate yet" in mine(client)


def test_the_graduate_decides_who_sees_the_name(client, graduate, issue):
    certificate = issue(student=graduate)
    address = f"/learn/certificates/{certificate.code}/name/"
    client.post(address)
    hidden = Certificate.objects.get().name_public
    client.post(address, {"name_public": "on"})
    assert [hidden, Certificate.objects.get().name_public] == [False, True]


def test_nobody_decides_for_another_graduate(client, graduate, issue):
    assert client.post(f"/learn/certificates/{issue().code}/name/").status_code == 404


def test_the_page_costs_the_same_with_many_certificates(client, graduate, issue, finish, django_assert_max_num_queries):
    issue(student=graduate)
    finish(OrderState.PROCESSING, student=graduate)
    mine(client)
    for _n in range(3):
        issue(student=graduate)
        finish(OrderState.PROCESSING, student=graduate)
    with django_assert_max_num_queries(8):
        mine(client)
