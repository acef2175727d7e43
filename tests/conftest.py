"""Fixtures that every test may use: closures that make people, courses and seats."""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from playwright.sync_api import Browser, sync_playwright

from content.models import HomePage
from courses.models import CourseIndexPage
from tests import builders


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Let SQLite empty the audit table after a transactional test; PostgreSQL truncates, which no row trigger sees."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER IF EXISTS audit_no_delete")


@pytest.fixture
def chromium(monkeypatch) -> Iterator[Browser]:
    """A Chromium for one test: the system's, or the one that Playwright installed.

    Playwright's loop runs in this thread, and so do the queries of tests that look into the database. It ends with the
    test, because Django keeps another connection while a loop runs and could not put the database back in order.
    """
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        playwright.selectors.set_test_id_attribute("data-test")  # the sandbox's pages name what can be pressed so
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=path, args=options)
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def make_user(db):
    """Return a closure ``make_user(email=…, **fields) -> User`` with the password ``a long passphrase``."""
    return builders.build_user


@pytest.fixture
def home(db) -> HomePage:
    """The home page at the root of the default site."""
    return builders.build_home()


@pytest.fixture
def catalogue(home) -> CourseIndexPage:
    """The catalogue, empty."""
    return builders.build_catalogue(home)


@pytest.fixture
def make_course(catalogue):
    """Return a closure ``make_course(modules=1, lessons=2, **fields) -> CoursePage``, all of it live."""

    def make(modules: int = 1, lessons: int = 2, **fields):
        return builders.build_course(catalogue, modules, lessons, **fields)

    return make


@pytest.fixture
def enrol(db):
    """Return a closure ``enrol(student, course) -> Enrolment`` for a seat that staff gave (it counts as paid)."""
    return builders.build_seat
