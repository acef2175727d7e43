"""The part of a course's files that this app understands (``courses.sources.bank``)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ValidationError
from wagtail.models import Page

from accounts.models import User
from courses.models import ModulePage
from quizzes.drawing import draws_in
from quizzes.models import Case, Question, QuizPage
from quizzes.services.bank import upsert_case, upsert_question, upsert_quiz
from quizzes.services.bank_data import CaseData, QuestionData, QuizData

from .practice_sources import PracticeFiles
from .telling import case_data, question_data, quiz_data

Faults = list[tuple[tuple[str | int, ...], str]]
Data = dict[str, Any]


class QuestionBank(PracticeFiles):
    """Questions, cases, quizzes, practicals and logs as files hold them."""

    def faults_in(self, *, bank: Data) -> Faults:
        """Return what is wrong with a file of ``questions`` and ``cases``."""
        if not isinstance(bank, dict) or set(bank) - {"questions", "cases"}:
            return [((), "a bank has two lists: questions and cases")]
        shapes: tuple[tuple[str, type[BaseModel]], ...] = (("questions", QuestionData), ("cases", CaseData))
        return [fault for name, shape in shapes for fault in _faults_in_list(shape, name, bank.get(name) or [])]

    def faults_in_quiz(self, *, quiz: Data) -> Faults:
        """Return what is wrong with a file of a quiz."""
        return _faults(QuizData, quiz, ())

    def minutes_of_quiz(self, *, quiz: Data) -> tuple[int, bool]:
        """Return the guided minutes of a quiz and whether they are practice."""
        checked = QuizData.model_validate(quiz)
        return checked.minutes, checked.practice

    def keep(self, *, bank: Data, at: datetime, actor: User | None) -> int:
        """Bring questions and cases to what a file says; return how many that changed."""
        changed = 0
        for model, upsert, entries in (
            (Question, upsert_question, bank.get("questions") or []),
            (Case, upsert_case, bank.get("cases") or []),
        ):
            for entry in entries:
                before = model.objects.filter(key=entry["key"]).values_list("latest_revision_id", flat=True).first()
                kept = upsert(key=entry["key"], data=entry, at=at, actor=actor)
                changed += kept.latest_revision_id != before
        return changed

    def keep_quiz(self, *, module: ModulePage, quiz: Data, at: datetime, actor: User | None) -> QuizPage:
        """Bring a quiz to what a file says; raise BankError if it asks what is not in the bank."""
        return upsert_quiz(module=module, data=quiz, at=at, actor=actor)

    def question_data(self, *, question_id: int) -> tuple[str, Data] | None:
        """Return key and data of a question of the bank."""
        question = Question.objects.filter(pk=question_id).first()
        return (question.key, question_data(question)) if question else None

    def quizzes_of(self, *, module: Page) -> Iterator[tuple[str, Data, Data]]:
        """Give each live quiz of ``module`` with the questions and cases that it asks or may draw."""
        for quiz in QuizPage.objects.live().child_of(module):
            questions = [block.value["question"] for block in quiz.items if block.block_type == "question"]
            cases = [block.value["case"] for block in quiz.items if block.block_type == "case"]
            asked = {question.key: question for case in cases for question in questions_of(case)}
            asked |= {question.key: question for question in questions}
            asked |= {one.key: one for draw in draws_in(quiz.items) for one in draw.among(Question.objects.all())}
            bank = {
                "questions": [question_data(question) for _key, question in sorted(asked.items())],
                "cases": [case_data(case) for case in cases],
            }
            yield quiz.slug, quiz_data(quiz), {name: entries for name, entries in bank.items() if entries}


def questions_of(case: Case) -> Iterator[Question]:
    """Give the questions of the bank that a case asks."""
    for block in case.stages:
        decision = block.value["decision"][0]
        if decision.block_type == "question" and decision.value:
            yield decision.value


def _faults_in_list(shape: type[BaseModel], name: str, entries: Any) -> Faults:
    if not isinstance(entries, list):
        return [((name,), f"{name}: a list of entries")]
    return [fault for number, entry in enumerate(entries) for fault in _faults(shape, entry, (name, number))]


def _faults(shape: type[BaseModel], data: Any, place: tuple[str | int, ...]) -> Faults:
    try:
        shape.model_validate(data)
    except ValidationError as error:
        return [
            ((*place, *fault["loc"]), f"{'.'.join(map(str, fault['loc'])) or 'entry'}: {fault['msg']}")
            for fault in error.errors()
        ]
    return []
