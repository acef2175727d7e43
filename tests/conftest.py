"""Fixtures that every test may use: closures that make people, courses and seats."""

import asyncio
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from playwright.sync_api import Browser, Page, expect, sync_playwright
from wagtail.models import Page as SitePage

from content.models import HomePage
from courses.models import CourseIndexPage
from tests import builders
from tests.browsing import CHROMIUM, SIZES

expect.set_options(timeout=15_000)  # ms: what is expected comes at once, or late on a machine that does other work

#: Fixtures of tests that have a database: pytest-django's, and the demo that journeys drive.
WITH_DATABASE = {"db", "transactional_db", "live_server", "django_db_setup", "academy"}


def pytest_collection_modifyitems(config, items):
    """Begin with what one process must do alone; on PostgreSQL leave out what is the same on every database.

    The journeys take longest: begun last, they would keep one process busy while the other has nothing left to do.
    """
    items.sort(key=lambda item: item.get_closest_marker("xdist_group") is None)
    if connection.vendor != "postgresql":
        return
    kept, left_out = [], []
    for item in items:
        has_database = item.get_closest_marker("django_db") or WITH_DATABASE & set(item.fixturenames)
        (kept if has_database and not item.get_closest_marker("once") else left_out).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=left_out)


def pytest_collection_finish(session):
    """Stop if xdist keeps no groups together, as 3.8 with pytest 9.2: each process would build the demo."""
    grouped = [item for item in session.items if item.get_closest_marker("xdist_group")]
    if getattr(session.config.option, "loadgroup", False) and not all("@" in item.nodeid for item in grouped):
        raise pytest.UsageError("xdist does not know the groups of tests: their names lack them")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Let SQLite empty the audit table after a transactional test; PostgreSQL truncates, which no row trigger sees.

    Wagtail's page of welcome goes once, not before every test.
    """
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for page in SitePage.objects.filter(depth=2):
            page.delete()
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER IF EXISTS audit_no_delete")


@pytest.fixture(scope="session")
def _chromium_of_session() -> Iterator[tuple[Browser, asyncio.AbstractEventLoop]]:
    """One Chromium for all tests of this process, and Playwright's loop, which is hidden between the tests."""
    with sync_playwright() as playwright:
        playwright.selectors.set_test_id_attribute("data-test")  # the sandbox's pages name what can be pressed so
        browser = playwright.chromium.launch(**CHROMIUM)
        loop = asyncio.get_running_loop()
        asyncio._set_running_loop(None)
        yield browser, loop
        asyncio._set_running_loop(loop)
        browser.close()


@pytest.fixture
def chromium(_chromium_of_session, monkeypatch) -> Iterator[Browser]:
    """Chromium with no page open.

    Playwright's loop runs in this thread, and so do the queries of tests that look into the database. The loop is shown
    to a test that browses and to no other: Django keeps another connection while it sees a loop, and could not put the
    database back in order.
    """
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    browser, loop = _chromium_of_session
    asyncio._set_running_loop(loop)
    yield browser
    for context in browser.contexts:
        context.close()
    asyncio._set_running_loop(None)


@pytest.fixture
def browse(chromium, live_server, client):
    """Return a closure ``browse(person, path, size="desk", script="", **options) -> Page``: signed in, a new profile.

    An exception on the page, or a word against the content security policy, fails the test. ``script`` runs before the
    page's own.
    """
    complaints: list[str] = []

    def open_page(person, path: str, size: str = "desk", script: str = "", **options) -> Page:
        client.force_login(person)
        context = chromium.new_context(viewport=SIZES[size], base_url=live_server.url, **options)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if "Security Policy" in said.text else None)
        if script:
            page.add_init_script(script)
        page.goto(path)
        return page

    yield open_page
    assert complaints == []


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def no_second_factor(settings):
    """Let staff in by their password alone; a module asks for it by ``usefixtures``."""
    settings.STAFF_MFA_REQUIRED = False


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
