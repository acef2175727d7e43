import pytest
from django.template.loader import render_to_string
from django.test import Client


def test_a_missing_page_is_404_in_our_design(client, home):
    answer = client.get("/no-such-page/")
    assert (answer.status_code, "This page is not here" in answer.content.decode()) == (404, True)


@pytest.mark.parametrize("name", ["400.html", "429.html", "500.html", "503.html", "403_csrf.html"])
def test_a_page_for_bad_moments_needs_neither_database_nor_request(name):
    assert "<h1>" in render_to_string(name)


def test_a_form_without_its_token_gets_words_and_not_a_stack(db):
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {})
    assert (answer.status_code, "This form has expired" in answer.content.decode()) == (403, True)


def test_too_many_requests_get_words(client, db):
    for _ in range(31):
        answer = client.post("/accounts/login/", {"login": "a@example.com", "password": "x"})
    assert (answer.status_code, "One moment, please" in answer.content.decode()) == (429, True)


@pytest.fixture
def closed(settings):
    settings.MAINTENANCE = True


def test_during_maintenance_visitors_are_told_when_to_come_back(client, home, closed):
    answer = client.get("/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "600")


def test_during_maintenance_health_is_still_told(client, db, closed):
    assert client.get("/healthz").status_code == 200


def test_during_maintenance_staff_pass(client, home, closed, make_staff):
    client.force_login(make_staff())
    assert client.get("/").status_code == 200


def test_during_maintenance_students_wait(client, home, closed, person):
    client.force_login(person)
    assert client.get("/").status_code == 503
