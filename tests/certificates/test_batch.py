"""An employer who checks many certificates in one call."""

import io

import pytest
from django.core.management import call_command
from django.utils import timezone

from certificates import api
from certificates.models import Certificate
from certificates.services.employers import grant_key, withdraw_keys


@pytest.fixture
def ask(client, db):
    """Return a closure ``ask(codes, key) -> response``."""
    key = grant_key(label="Example Clinic", at=timezone.now())

    def post(codes: list[str], key: str = key):
        return client.post(
            "/api/v1/certificates", {"codes": codes}, "application/json", headers={"authorization": f"Bearer {key}"}
        )

    return post


def test_each_code_is_answered_in_the_order_asked(ask, issue):
    first, second = issue(), issue()
    answer = ask([second.code, "nonsense", first.code.lower()]).json()
    assert [line["certificate"] and line["certificate"]["code"] for line in answer] == [second.code, None, first.code]


def test_two_hundred_codes_cost_as_many_queries_as_one(ask, issue, django_assert_max_num_queries):
    codes = [issue().code for _n in range(4)]
    with django_assert_max_num_queries(2):
        assert len(ask(codes * 50).json()) == 200


def test_more_than_two_hundred_are_refused(ask):
    assert ask(["nonsense"] * 201).status_code == 422


@pytest.mark.parametrize("key", ["", "guessed"])
def test_without_a_key_of_ours_there_is_no_batch(ask, key):
    assert ask(["nonsense"], key=key).status_code == 401


def test_a_key_that_was_taken_back_no_longer_opens(ask):
    withdraw_keys(label="Example Clinic", at=timezone.now())
    assert ask(["nonsense"]).status_code == 401


def test_a_hidden_name_stays_hidden_from_employers(ask, issue):
    code = issue().code
    Certificate.objects.update(name_public=False)
    assert ask([code]).json()[0]["certificate"]["name"] is None


def test_an_employer_who_asks_too_often_is_asked_to_wait(ask, monkeypatch):
    monkeypatch.setattr(api, "BATCHES", 1)
    assert [ask(["nonsense"]).status_code for _n in range(2)] == [200, 429]


def test_the_command_shows_a_key_once_that_opens(client, db):
    said = io.StringIO()
    call_command("certificates", "grant-key", "Example Clinic", stdout=said)
    key = said.getvalue().split(": ")[1].strip()
    response = client.post(
        "/api/v1/certificates", {"codes": ["x"]}, "application/json", headers={"authorization": f"Bearer {key}"}
    )
    assert response.status_code == 200
