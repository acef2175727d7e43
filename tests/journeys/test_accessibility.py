"""axe finds nothing on any page type of the journeys, at phone and desktop width."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys import steps
from tests.journeys.conftest import DESKTOP, PHONE

PUBLIC = [
    "/", "/courses/", steps.CPD, "/courses/level-4-neuromuscular-massage-therapy/",
    f"{steps.CPD}red-flags/", f"{steps.CPD}red-flags/why-we-screen/",
    f"{steps.CPD}red-flags/emergencies-and-same-day-flags/",
    "/articles/", "/articles/is-it-a-knot/", "/contraindications/", "/contact/", "/search/?q=pressure",
    "/verify/", "/verify/{code}/", "/verify/AAAA-AAAA-AAAA/", "/accounts/login/", "/accounts/signup/",
    "/accounts/password/reset/", "/accounts/login/code/", "/demo/mail/", "/no-such-page/",
]  # fmt: skip
STUDENT = [
    "/learn/", "/learn/certificates/", "/orders/", f"{steps.CPD}red-flags/why-we-screen/",
    f"{steps.CPD}red-flags/screening-assessment/", steps.CPD, "/accounts/profile/", "/accounts/email/",
    "/accounts/2fa/",
    "/accounts/sessions/", "/accounts/password/change/",
]  # fmt: skip
VIEWPORTS = {"phone": PHONE, "desktop": DESKTOP}


def faults(page, path: str) -> list[str]:
    """Open a page and return what axe complains of, and what does not fit into the width."""
    page.goto(path)
    page.wait_for_load_state("networkidle")
    found = [
        f"{path}: {violation['id']}: {node['target']} {node['failureSummary'][:200]}"
        for violation in Axe().run(page).response["violations"]
        for node in violation["nodes"]
    ]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append(f"{path}: wider than the window")
    return found


@pytest.mark.parametrize("width", VIEWPORTS)
def test_axe_finds_no_violation_on_public_pages(academy, visit, width):
    page = visit(viewport=VIEWPORTS[width])
    paths = [path.format(code=academy.certificate_code) for path in PUBLIC]
    found = [fault for path in paths for fault in faults(page, path)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", VIEWPORTS)
def test_axe_finds_no_violation_on_a_students_pages(academy, visit, sign_in, width):
    page = visit(viewport=VIEWPORTS[width])
    sign_in(page, "student")
    found = [fault for path in STUDENT for fault in faults(page, path)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_a_sitting_and_its_review(academy, visit, scheme):
    page = visit(viewport=PHONE, color_scheme=scheme)
    steps.enrol_at_once(page, academy)
    steps.reach_quiz(page)
    found = faults(page, page.url)
    page.get_by_role("button", name="Start the quiz").click()
    page.wait_for_url("**/attempts/**")
    found += faults(page, page.url)
    steps.hand_in_empty(page)
    found += faults(page, page.url)
    assert not found, "\n".join(found)
