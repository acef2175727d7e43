"""People with a verified address, mails read as a person reads them, and an authenticator app of our own."""

import base64
import hashlib
import hmac
import re
import secrets
import struct
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group, Permission

from tests.builders import PASSWORD

CODE_ON_ITS_LINE = re.compile(r"^[A-Z0-9]{3,}(?:-[A-Z0-9]{3,})*$", re.MULTILINE)
HALF_MINUTE = 30


def six_digits(secret: str) -> str:
    """Return what an authenticator app shows now (RFC 6238, SHA-1, 30 s)."""
    counter = struct.pack(">Q", int(time.time()) // HALF_MINUTE)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    offset = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def verify_address(user):
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def person(make_user):
    """A student with a verified address."""
    return verify_address(make_user("robin@example.com", preferred_name="Robin"))


@pytest.fixture
def make_staff(make_user):
    """Return a closure ``make_staff(role="editor", *permissions) -> User``: a verified address, the role, the key."""

    def make(role: str = "editor", *codenames: str):
        user = verify_address(make_user())
        group, _ = Group.objects.get_or_create(name=role)
        group.permissions.add(*Permission.objects.filter(codename__in={"access_admin", *codenames}))
        user.groups.add(group)
        user.refresh_from_db()
        return user

    return make


@pytest.fixture
def code_in_mail(mailoutbox):
    """Return a closure that reads the code, alone on its line, from the newest mail."""
    return lambda: CODE_ON_ITS_LINE.search(mailoutbox[-1].body).group()


@pytest.fixture
def sign_in(client):
    """Return a closure ``sign_in(email, password=…) -> response`` that goes through the form."""

    def post(email: str, password: str = PASSWORD, **more):
        return client.post("/accounts/login/", {"login": email, "password": password, **more})

    return post


@pytest.fixture
def set_up_app(db):
    """Return a closure ``set_up_app(user) -> secret`` that switches an authenticator app and recovery codes on."""

    def set_up(user) -> str:
        secret = base64.b32encode(secrets.token_bytes(20)).decode()
        TOTP.activate(user, secret)
        RecoveryCodes.activate(user)
        return secret

    return set_up
