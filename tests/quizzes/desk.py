"""Arranging the marking desk: quizzes with written questions, scripts, markers."""

from datetime import datetime

import pytest
from django.contrib.auth.models import Group

from accounts.models import User
from quizzes.models import Attempt, Script
from quizzes.services import bank
from quizzes.services.marking import finish
from quizzes.services.scripts import take
from tests.quizzes import data
from tests.quizzes.conftest import NOON, hand_in, option, save
from tests.quizzes.samples import sample

#: Levels of the sample's rubric by what they earn of its four points.
LEVELS = {0: (0, 0), 1: (0, 1), 2: (1, 1), 3: (2, 0), 4: (2, 1)}


def levels(script: Script, points: int) -> dict[str, str]:
    rubric = script.response.definition["rubric"]
    return {row["id"]: row["levels"][place]["id"] for row, place in zip(rubric, LEVELS[points], strict=True)}


@pytest.fixture
def make_marker(make_user):
    """Return a closure ``make_marker(role="assessor") -> User``."""

    def make(role: str = "assessor") -> User:
        marker = make_user(is_staff=True)
        marker.groups.add(Group.objects.get(name=role))
        return marker

    return make


@pytest.fixture
def write(make_quiz, sit):
    """Return a closure: a student hands in a quiz of one right answer and one text; ``asked`` changes the question.

    Several calls share the quiz of the first.
    """
    quizzes: list = []

    def write_and_hand_in(
        text: str = "S: stiff neck.", asked: dict | None = None, at: datetime = NOON, **fields
    ) -> Attempt:
        if not quizzes:
            note = sample("written", key="note", **({"markers": 1} | (asked or {})))
            bank.upsert_question(key="note", data=note, at=NOON)
            bank.upsert_question(key="q1", data=data.sba("q1"), at=NOON)
            quizzes.append(make_quiz(items=[{"question": "q1"}, {"question": "note"}], **fields))
        attempt = sit(quizzes[0], at=at)
        save(attempt, 1, option(attempt, 1, "Familiar pain"), at=at)
        save(attempt, 2, text, at=at)
        return hand_in(attempt, at)

    return write_and_hand_in


def script_of(attempt: Attempt) -> Script:
    return Script.objects.get(response__attempt=attempt)


def give(attempt: Attempt, marker: User, points: int, comment: str = "", at: datetime = NOON) -> Script:
    """A marker takes the attempt's only script and gives it so many of four points."""
    return give_script(script_of(attempt), marker, points, comment, at)


def give_script(script: Script, marker: User, points: int, comment: str = "", at: datetime = NOON) -> Script:
    """A marker takes a script and gives it so many of four points."""
    script = take(script=script, assessor=marker)
    return finish(script=script, assessor=marker, levels=levels(script, points), comment=comment, at=at)


def mark_fully(attempt: Attempt, *markers: User) -> None:
    """As many of the markers as are needed give every script of the attempt all its points."""
    for script in Script.objects.filter(response__attempt=attempt).select_related("response"):
        for marker in markers[: script.markers]:
            give_script(script, marker, 4, comment="Clear.")
