"""What an author is told about a question that is valid but weak."""

import pytest

from quizzes.advice import advice_on
from tests.quizzes.samples import PARTS, ask

pytestmark = pytest.mark.once


def options(*texts: str, key: int = 0) -> list[dict]:
    return [{"text": text, "correct": n == key, "feedback": "Because."} for n, text in enumerate(texts)]


def about(stem: str = "Which?", **more) -> str:
    definition = ask("sba", **more).model_copy(update={"stem": stem, "rationale": "So.", "outcome": "Know it"})
    return " ".join(advice_on(definition))


@pytest.mark.parametrize(
    ("weak", "word"),
    [
        ({"options": options("One", "Two", "All of the above")}, "gives itself away"),
        ({"options": options("One", "Two" + "o" * 170, "Three")}, "characters"),
        ({"options": options("A very long and careful right answer", "Short", "Brief one")}, "longest"),
        ({"options": [{"text": "One", "correct": True}, {"text": "Two"}]}, "No option has feedback"),
        ({"stem": "Which is not a sign?"}, "capitals"),
    ],
)
def test_what_weakens_a_question_is_named(weak, word):
    assert word in about(**weak)


def test_a_sound_question_is_left_alone():
    assert about(options=options("A taut band", "Familiar pain", "A twitch", key=1)) == ""


def test_a_question_that_teaches_nothing_is_named():
    assert "rationale" in " ".join(advice_on(ask("sba")))


@pytest.mark.parametrize("kind", sorted(PARTS))
def test_every_type_can_be_advised_on(kind):
    assert all(isinstance(line, str) for line in advice_on(ask(kind)))
