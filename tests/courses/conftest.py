"""Fixtures of the tests about courses."""

import pytest

from tests.stripe_world import stripe_server, stripe_world

__all__ = ["stripe_server", "stripe_world"]


@pytest.fixture
def make_student(make_user, enrol, lesson):
    """Return a closure ``make_student(**fields) -> User`` with a seat in the course of the module's ``lesson``."""

    def make(**fields):
        person = make_user(**fields)
        enrol(person, lesson.course)
        return person

    return make
