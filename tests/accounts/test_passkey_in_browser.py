"""A passkey from end to end, with the browser's own virtual authenticator."""

import pytest
from playwright.sync_api import Page

from tests.accounts.conftest import verify_address
from tests.builders import PASSWORD

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def browser_page(chromium):
    """A page of a browser that has an authenticator built in."""
    page = chromium.new_page()
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield page
    page.close()


def add_passkey(page: Page, site: str, email: str) -> None:
    page.goto(f"{site}/accounts/login/?next=/accounts/2fa/webauthn/add/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.check("[name=passwordless]")
    page.get_by_role("button", name="Add the passkey").click()
    page.get_by_text("The passkey is added.").wait_for()


@pytest.mark.journey
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_passkey_that_was_added_signs_in_without_a_password(browser_page, live_server, make_user, settings):
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    user = verify_address(make_user("key@example.com"))
    add_passkey(browser_page, live_server.url, user.email)
    browser_page.context.clear_cookies()
    browser_page.goto(f"{live_server.url}/accounts/login/?next=/accounts/profile/")
    browser_page.get_by_role("button", name="Sign in with a passkey").click()
    assert browser_page.get_by_label("Full legal name").input_value() == user.legal_name
