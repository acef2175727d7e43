"""Attempts as browsers make them: start, answer, hand in."""

import json
from collections.abc import Iterator
from itertools import count, cycle

from quizzes.models import Attempt, QuizPage
from tests.bench.asks import Ask, Visitor
from tests.bench.wsgi import answer, statements_of

SEQUENCE = count(1)


def start(quiz: QuizPage, session: str) -> Ask:
    """The press of the button at the quiz's door."""
    return Ask(f"/attempts/start/{quiz.pk}/", session, "POST")


def begin(quiz: QuizPage, session: str) -> str:
    """Start an attempt and return its token."""
    _status, headers = answer(start(quiz, session))
    return headers["Location"].strip("/").split("/")[-1]


def save(token: str, session: str, item: int, option: str) -> Ask:
    """The script's PUT of one answer, with a number that grows."""
    body = json.dumps({"seq": next(SEQUENCE), "fields": {"answer": [option]}}).encode()
    return Ask(f"/attempts/{token}/answers/{item}/", session, "PUT", body, {"Content-Type": "application/json"})


def right_options(token: str) -> dict[int, str]:
    """Return the id of the right option of each decision."""
    responses = Attempt.objects.get(token=token).responses.all()
    return {
        response.item: next(o["id"] for o in response.definition["options"] if o["text"] == "Familiar pain")
        for response in responses
    }


def answering(quiz: QuizPage, session: str) -> Visitor:
    """Return a visitor who answers one question after the other, over and over."""
    token = begin(quiz, session)
    options = cycle(right_options(token).items())

    def ask() -> Ask:
        item, option = next(options)
        return save(token, session, item, option)

    return ask


def submit_after_answering(quiz: QuizPage, session: str) -> list[str]:
    """Answer everything, then return the statements of handing in."""
    token = begin(quiz, session)
    for item, option in right_options(token).items():
        answer(save(token, session, item, option))
    return statements_of(Ask(f"/attempts/{token}/submit/", session, "POST"))[0]


def whole_attempt(quiz: QuizPage, session: str) -> Iterator[tuple[str, list[str]]]:
    """Sit a quiz; yield name and statements of each request: door, start, paper, answers, last look, submit, review."""
    yield "door", statements_of(Ask(quiz.get_url(), session))[0]
    statements, headers = statements_of(start(quiz, session))
    yield "start", statements
    here = headers["Location"]
    token = here.strip("/").split("/")[-1]
    yield "paper", statements_of(Ask(here, session))[0]
    for item, option in right_options(token).items():
        yield f"answer {item}", statements_of(save(token, session, item, option))[0]
    yield "last look", statements_of(Ask(f"{here}submit/", session))[0]
    yield "submit", statements_of(Ask(f"{here}submit/", session, "POST"))[0]
    yield "review", statements_of(Ask(f"{here}review/", session))[0]
