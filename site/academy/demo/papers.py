"""Sitting a quiz in the demo: a student who gets a given share of the answers right."""

from datetime import datetime, timedelta
from random import Random

from courses.models import Enrolment
from quizzes.models import Attempt, QuizPage, Response
from quizzes.services.attempts import Turn, reveal_next, save_answer, start, submit
from quizzes.types import read, type_of

from .pages import DATA, read_yaml

#: How often one guesses before leaving a question blank; nearly every guess is wrong.
GUESSES = 20


def sit(seat: Enrolment, quiz: QuizPage, *, share: float, at: datetime) -> Attempt:
    """Start an attempt, answer every decision, the first ``share`` of them rightly, and hand in."""
    attempt = start(student=seat.student, quiz=quiz, at=at)
    items = list(attempt.responses.values_list("item", flat=True))
    right = set(items[: round(len(items) * share)])
    stages = {
        decision.item
        for entry in attempt.frozen_paper.items
        for decision in entry.decisions[:-1]
    }  # fmt: skip
    for number, item in enumerate(items, 1):
        moment, response = at + timedelta(minutes=number), attempt.responses.get(item=item)
        if not response.revealed:  # the answers have led past this stage
            continue
        answer = answer_to(response, rightly=item in right)
        save_answer(student=seat.student, token=attempt.token, item=item, answer=answer, turn=Turn(1), at=moment)
        if item in stages:
            reveal_next(student=seat.student, token=attempt.token, item=item, at=moment)
    return submit(student=seat.student, token=attempt.token, at=at + timedelta(minutes=len(items) + 1))


def answer_to(response: Response, *, rightly: bool) -> object:
    """Return a right answer to one decision, or one that is not, in the shape that its type reads."""
    definition = read(response.definition)
    kind, draw = type_of(definition), Random(response.pk)  # noqa: S311
    if definition.type == "written":
        return case_study(response, fully=rightly)
    if rightly:
        return kind.solve(definition)
    guesses = (kind.guess(definition, draw) for _try in range(GUESSES))
    return next((guess for guess in guesses if not kind.mark(definition, guess).right), None)


def case_study(response: Response, *, fully: bool) -> str:
    """Return a case study as a student may hand it in, another for the next student."""
    texts = read_yaml(DATA / "case_studies.yaml")["full" if fully else "thin"]
    return texts[response.attempt_id % len(texts)]
