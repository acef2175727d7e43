"""The whole way of a student: free lesson, account, delayed payment, lessons, quiz, certificate, refund."""

import base64
import gzip
import re
import secrets

import pytest
from playwright.sync_api import expect

from tests.journeys import steps

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

ADDRESS = f"juniper.quill.{secrets.token_hex(3)}@example.com"


def status_bit(page, credential: dict) -> int:
    """Read the credential's bit in the signed list that it names."""
    entry = credential["credentialStatus"]
    listed = page.request.get(entry["statusListCredential"]).json()
    encoded = listed["credentialSubject"]["encodedList"].removeprefix("u")
    bits = gzip.decompress(base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)))
    index = int(entry["statusListIndex"])
    return bits[index // 8] >> (7 - index % 8) & 1


def holds_a_certificate(page) -> bool:
    """Look at My certificates: is there one to download?"""
    page.goto("/learn/certificates/")
    return page.get_by_role("link", name=re.compile("PDF")).count() > 0


def test_a_student_goes_from_the_free_lesson_to_a_certificate_and_a_refund_takes_it_back(academy, visit):
    page = visit()
    page.goto(f"{steps.CPD}red-flags/why-we-screen/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Why we screen")
    page.get_by_role("link", name="See the whole course").click()
    page.get_by_role("link", name="Join this course").click()
    steps.sign_up(page, academy, ADDRESS, "Juniper Quill-Featherstone")
    page.wait_for_url(re.compile(re.escape(steps.CPD)))

    reference = steps.buy(page, "Pay by bank debit: takes days, then succeeds")
    expect(page.locator("main")).to_contain_text("lessons are open")
    page.get_by_role("link", name="Go to the course").click()
    page.get_by_role("link", name="Begin").first.click()
    for title in steps.LESSONS:
        steps.finish_lesson(page, title)

    quiz = page.url
    steps.sit_quiz(page, known=set())
    expect(page.get_by_role("heading", level=1)).to_have_text("Not passed yet")
    page.goto(quiz)
    steps.sit_quiz(page, known=steps.right_answers())
    expect(page.get_by_role("heading", level=1)).to_have_text("You passed")

    assert not holds_a_certificate(page), "a certificate before the money"
    expect(page.locator("main")).to_contain_text("payment")

    steps.in_sandbox(visit(), academy, reference, "settle")
    academy.wait_for(
        lambda: page.goto("/learn/certificates/") and page.get_by_role("link", name=re.compile("PDF")).count(),
        "the certificate",
    )
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("PDF")).first.click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", page.locator("main").inner_text())[0]

    employer = visit()
    employer.goto("/verify/")
    employer.get_by_label("Code on the certificate").fill(code.lower())
    employer.get_by_role("button", name="Check").first.click()
    expect(employer.locator("main")).to_contain_text("Valid")
    credential = employer.request.get(f"/credentials/{code}.json").json()
    assert status_bit(employer, credential) == 0

    steps.in_sandbox(visit(), academy, reference, "refund")
    academy.wait_for(lambda: employer.reload() and "Revoked" in employer.locator("main").inner_text(), "“revoked”")
    assert status_bit(employer, credential) == 1
