"""axe finds nothing on any page type of the journeys, at phone width in the dark and at desktop width in the light."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys import steps
from tests.journeys.conftest import DESKTOP, PHONE

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys"), pytest.mark.once]

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
KNOWLEDGE = [
    "/atlas/", "/atlas/infraspinatus/", "/atlas/regions/calf/", "/atlas/where-does-it-hurt/",
    "/atlas/where-does-it-hurt/?r=calf&r=lumbar", "/glossary/", "/newsletter/",
]  # fmt: skip
MANY_BLOCKS = f"{steps.LEVEL_4}techniques/palpation-release/"
STUDY = [
    "/learn/", MANY_BLOCKS, f"{MANY_BLOCKS}discussion/", f"{MANY_BLOCKS}discussion/ask/",
    f"{steps.LEVEL_4}search/?q=pressure", "/learn/notes/", "/learn/notes/print/", "/learn/cards/",
    "/learn/cards/study/", "/learn/cards/statistics/", "/learn/cards/settings/", "/atlas/infraspinatus/",
]  # fmt: skip
#: Each width and each colour scheme, in two looks at a page.
LOOKS = {
    "phone-dark": {"viewport": PHONE, "color_scheme": "dark"},
    "desktop-light": {"viewport": DESKTOP, "color_scheme": "light"},
}


def faults(page, path: str) -> list[str]:
    """Open a page and return what axe complains of, and what does not fit into the width."""
    page.goto(path)
    return faults_here(page)


def faults_here(page) -> list[str]:
    """Return what axe complains of on the page that is open, and what does not fit into the width."""
    page.wait_for_load_state("networkidle")
    path = page.url
    found = [
        f"{path}: {violation['id']}: {node['target']} {node['failureSummary'][:200]}"
        for violation in Axe().run(page).response["violations"]
        for node in violation["nodes"]
    ]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append(f"{path}: wider than the window")
    return found


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_no_violation_on_public_pages(academy, visit, look):
    page = visit(**LOOKS[look])
    paths = [path.format(code=academy.certificate_code) for path in PUBLIC]
    found = [fault for path in paths for fault in faults(page, path)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_no_violation_on_a_students_pages(academy, visit, sign_in, look):
    page = visit(**LOOKS[look])
    sign_in(page, "student")
    found = [fault for path in STUDENT for fault in faults(page, path)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_no_violation_in_the_atlas_and_the_glossary(visit, look):
    page = visit(**LOOKS[look])
    found = [fault for path in KNOWLEDGE for fault in faults(page, path)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_no_violation_where_a_student_reads_notes_revises_and_asks(visit, sign_in, look):
    page = visit(**LOOKS[look])
    sign_in(page, steps.STUDIOUS)
    found = [fault for path in STUDY for fault in faults(page, path)]
    page.goto("/learn/cards/study/")
    page.keyboard.press("Space")
    found += faults_here(page)
    page.goto(MANY_BLOCKS)
    page.get_by_role("link", name="My notes").first.click()
    found += faults_here(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_no_violation_in_a_sitting_and_its_review(academy, visit, look):
    page = visit(**LOOKS[look])
    steps.enrol_at_once(page, academy)
    steps.reach_quiz(page)
    found = faults(page, page.url)
    page.get_by_role("button", name="Start the quiz").click()
    page.wait_for_url("**/attempts/**")
    found += faults(page, page.url)
    steps.hand_in_empty(page)
    found += faults(page, page.url)
    assert not found, "\n".join(found)
