"""Fixtures of the tests about the whole academy."""

import pytest

from courses.models import ModulePage
from quizzes.services import bank
from tests.academy.purchase import Purchase, Shop
from tests.quizzes import data
from tests.quizzes.conftest import NOON
from tests.stripe_world import stripe_server, stripe_world

__all__ = ["stripe_server", "stripe_world"]


@pytest.fixture
def shop(make_course, make_user, stripe_world) -> Shop:
    """A course of a lesson and a quiz of one question, on sale, and Stripe."""
    course = make_course(lessons=1, award_title="Diploma in Testing")
    bank.upsert_question(key="q1", data=data.sba("q1"), at=NOON)
    quiz = bank.upsert_quiz(
        module=ModulePage.objects.child_of(course).get(),
        data={"title": "Check yourself", "slug": "check-yourself", "items": [{"question": "q1"}], "time_limit": 60},
        at=NOON,
    )
    return Shop(course=course, quiz=quiz, stripe=stripe_world, make_user=make_user)


@pytest.fixture
def purchase(shop) -> Purchase:
    """A student with an order and an open checkout."""
    return shop.purchase()
