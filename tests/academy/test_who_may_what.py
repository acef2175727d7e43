"""Who may do what: every address of the site stands in ``who_may_what.txt`` with what each of ten people gets."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings

from tests.academy.asking import Asker, word_for
from tests.academy.table import Row, read_table, routes_answered_for
from tests.academy.url_walk import walk
from tests.academy.world import PEOPLE, ROLES, STUDENTS, World, build_world
from tests.stripe_world import stripe_server

__all__ = ["stripe_server"]

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ROOT = Path(__file__).resolve().parents[2]
TABLE = read_table()
ROUTES = {row.route for row in TABLE}
ADDRESSES = list(dict.fromkeys(walk()))
STRANGERS = ("anonymous", *STUDENTS)
STAFF_AREAS = ("staff/", "django-admin/")
#: What somebody gets who does not get through; led elsewhere, and nothing was written, may be a refusal too.
SHUT = {"login", "home", "403"}
REFUSALS = {*SHUT, "go", "404", "405"}

AREAS = {
    row: [one for one in ADDRESSES if routes_answered_for(one, ROUTES) == [row.route]] for row in TABLE if row.is_area
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, stripe_server) -> Iterator[World]:
    """One academy for the whole table, with a Stripe that answers; each request's changes are taken back."""
    with (
        django_db_blocker.unblock(),
        override_settings(STRIPE_API_BASE=stripe_server.url),
        transaction.atomic(),
    ):
        yield build_world()
        transaction.set_rollback(True)


@pytest.fixture
def asker(world) -> Asker:
    return Asker(world)


def test_every_address_of_the_site_stands_in_the_table():
    assert [one.route for one in ADDRESSES if not routes_answered_for(one, ROUTES)] == []


def test_every_row_of_the_table_is_about_an_address_that_exists():
    answered = {route for one in ADDRESSES for route in routes_answered_for(one, ROUTES)}
    assert sorted(ROUTES - answered) == []


def test_no_two_rows_say_the_same_thing():
    keys = [row.key for row in TABLE]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []


def test_what_the_world_sends_belongs_to_a_row(world):
    assert sorted({*world.sent, *world.headers} - {row.key for row in TABLE}) == []


@pytest.mark.parametrize("row", TABLE, ids=str)
def test_each_person_gets_what_the_table_says(asker, row: Row):
    asker.client.raise_request_exception = "500" not in row.words
    assert {person: asker.ask(person, row) for person in PEOPLE} == dict(zip(PEOPLE, row.words, strict=True))


@pytest.mark.parametrize("row", AREAS, ids=str)
def test_in_no_place_of_an_area_does_a_stranger_get_through(asker, row: Row):
    refusals = {"login", "403", "404", *set(row.words[: len(STRANGERS)]) & {"go"}}
    assert got_through(asker, row, "GET", STRANGERS, refusals) == {}


@pytest.mark.parametrize("row", AREAS, ids=str)
def test_whoever_may_not_see_the_first_page_of_an_area_sees_no_other_in_it(asker, row: Row):
    assert got_through(asker, row, "GET", shut_out(row, ROLES), REFUSALS) == {}


@pytest.mark.parametrize("row", AREAS, ids=str)
def test_whoever_may_not_see_the_first_page_of_an_area_changes_nothing_in_it(asker, row: Row):
    assert got_through(asker, row, "POST", shut_out(row, ("anonymous", "enrolled", *ROLES)), REFUSALS) == {}


def shut_out(row: Row, people: Iterable[str]) -> list[str]:
    """Return who of ``people`` is refused by ``row``."""
    return [person for person in people if row.words[PEOPLE.index(person)] in SHUT]


def got_through(asker: Asker, row: Row, method: str, people: Iterable[str], refusals: set[str]) -> dict[tuple, str]:
    """Return who of ``people`` got something else than a refusal, and where in the area of ``row``."""
    asked = {(person, one.route): peek(asker, person, method, one.route) for person in people for one in AREAS[row]}
    return {where: word for where, word in asked.items() if word not in refusals}


def peek(asker: Asker, person: str, method: str, route: str) -> str:
    """Return the word for one address of an area, ``*`` behind it if the request wrote to the database."""
    response, wrote = asker.respond(person, method, asker.world.path_of(route))
    return word_for(response) + "*" * wrote


@pytest.mark.parametrize(("whose", "changes"), [("enrolled", True), ("superuser", False)])
def test_an_administrator_shuts_a_students_account_but_no_superusers(asker, world, whose, changes):
    path = f"/staff/bulk/accounts/user/set_active_state/?id={world.users[whose].pk}&next=/staff/users/"
    assert asker.respond("administrator", "POST", path, sent={"mark_as_active": "False"})[1] is changes


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_method_that_the_table_does_not_name_changes_nothing(asker, method):
    named = {row.route for row in TABLE if row.method == method}
    wrote = []
    for route in sorted(ROUTES - named):
        path = asker.world.path_of(route)
        if not route.startswith(STAFF_AREAS) and asker.respond("enrolled", method, path)[1]:
            wrote.append(route)
    assert wrote == []


def test_no_place_of_the_staff_area_opens_without_the_second_factor(asker, world):
    session = asker.sign_in_without_second_factor("administrator")
    got = {}
    for one in ADDRESSES:
        if one.route.startswith("staff/"):
            cache.clear()
            got[one.route] = peek(asker, session, "GET", one.route)
    assert {route: word for route, word in got.items() if word not in {"confirm", "403"}} == {}


def test_the_demo_has_its_mailbox_and_no_other_address_of_its_own(tmp_path):
    demo = routes_under("academy.settings.dev", tmp_path)
    assert demo - {one.route for one in ADDRESSES} == {"demo/mail/"}


def test_nobody_finds_the_demos_mailbox_outside_a_demo(asker):
    assert not settings.DEMO
    assert {asker.respond(person, "GET", "/demo/mail/")[0].status_code for person in PEOPLE} == {404}


def routes_under(settings_module: str, folder: Path) -> set[str]:
    """Return the routes that a process with other settings has."""
    script = "import json; from tests.academy.url_walk import walk; print(json.dumps([a.route for a in walk()]))"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": settings_module,
        "ACADEMY_VAR": str(folder),
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}",
    }
    done = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); {script}"],
        env=environment, capture_output=True, text=True, check=True, timeout=120, cwd=ROOT,
    )  # fmt: skip
    return set(json.loads(done.stdout.splitlines()[-1]))
