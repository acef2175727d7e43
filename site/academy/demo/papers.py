"""Sitting a quiz in the demo: a student who gets a given share of the answers right."""

from datetime import datetime, timedelta

from courses.models import Enrolment
from quizzes.models import Attempt, QuizPage, Response
from quizzes.services.attempts import reveal_next, save_answer, start, submit
from quizzes.types import InvalidAnswer, read, type_of
from quizzes.types.choice import ChoiceDefinition


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
        moment = at + timedelta(minutes=number)
        answer = answer_to(attempt.responses.get(item=item), rightly=item in right)
        save_answer(student=seat.student, token=attempt.token, item=item, answer=answer, sequence=1, at=moment)
        if item in stages:
            reveal_next(student=seat.student, token=attempt.token, item=item, at=moment)
    return submit(student=seat.student, token=attempt.token, at=at + timedelta(minutes=len(items) + 1))


def answer_to(response: Response, *, rightly: bool) -> object:
    """Return a right or a wrong answer to one decision, in the shape that its type reads."""
    definition = read(response.definition)
    if not isinstance(definition, ChoiceDefinition):
        raise TypeError(f"the demo cannot answer {type(definition).__name__}")
    keys = sorted(definition.key_ids)
    others = [option.id for option in definition.options if option.id not in definition.key_ids]
    picked = keys if rightly else others[:1]
    kind = type_of(definition)
    try:
        return kind.response(definition, picked)
    except InvalidAnswer:
        return kind.response(definition, picked[0])
