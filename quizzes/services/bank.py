"""Loading questions, cases and quizzes from data: checked first, then written; loading the same twice changes nothing.

Every function raises ``BankError`` with the entry's key and a sentence for each fault, before anything is written.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model
from pydantic import BaseModel, ValidationError
from wagtail.fields import StreamField

from accounts.models import User
from courses.models import ModulePage
from quizzes.models import Case, Question, QuizPage
from quizzes.models.banked import BankEntry
from quizzes.services.bank_blocks import answer_stream, block_id, item_block, rich, stage_block
from quizzes.services.bank_data import CaseData, QuestionData, QuizData

Shape = TypeVar("Shape", bound=BaseModel)
Entry = TypeVar("Entry", bound=BankEntry)


class BankError(ValueError):
    """Data that make no question, case or quiz."""


@transaction.atomic
def upsert_question(*, key: str, data: dict[str, Any], at: datetime, actor: User | None = None) -> Question:
    """Make or update the question ``key`` and publish a revision if anything changed."""
    checked = check(QuestionData, key, {"key": key} | data)
    return _publish(Question, key, question_fields(checked), checked.tags, at=at, actor=actor)


@transaction.atomic
def upsert_case(*, key: str, data: dict[str, Any], at: datetime, actor: User | None = None) -> Case:
    """Make or update the case ``key`` and publish a revision if anything changed; its bank questions must exist."""
    checked = check(CaseData, key, {"key": key} | data)
    questions = ids_by_key(Question, key, {s.decision.question for s in checked.stages if s.decision.question})
    fields = checked.model_dump(include={"title", "complaint", "history", "posture", "rom", "palpation", "tests"}) | {
        "client_age": checked.client.age,
        "client_sex": checked.client.sex,
        "client_occupation": checked.client.occupation,
        "pain_drawing": [
            {"type": "region", "id": block_id(key, "region", n), "value": region}
            for n, region in enumerate(checked.pain_drawing)
        ],
        "stages": [stage_block(stage, f"{key}/{n}", questions) for n, stage in enumerate(checked.stages)],
        "rationale": rich(checked.rationale),
        "references": rich(checked.references),
        "difficulty": checked.difficulty,
    }
    return _publish(Case, key, fields, checked.tags, at=at, actor=actor)


@transaction.atomic
def upsert_quiz(*, module: ModulePage, data: dict[str, Any], at: datetime, actor: User | None = None) -> QuizPage:
    """Make or update the quiz with this slug in ``module`` and publish it if anything changed."""
    checked = check(QuizData, str(data.get("slug", "quiz")), data)
    fields = checked.model_dump(exclude={"items", "outcomes", "intro"}) | {
        "intro": rich(checked.intro),
        "items": _items(checked),
        "outcomes": [
            {"type": "outcome", "id": block_id(checked.slug, "outcome", n), "value": outcome}
            for n, outcome in enumerate(checked.outcomes)
        ],
    }
    quiz = QuizPage.objects.child_of(module).filter(slug=checked.slug).first()
    if quiz is None:
        quiz = module.add_child(instance=QuizPage(live=False, **for_streams(QuizPage, fields)))
    elif not _assign(quiz, fields):
        return quiz
    quiz.save_revision(user=actor, clean=True).publish(user=actor)
    return QuizPage.objects.get(pk=quiz.pk)


def question_fields(checked: QuestionData) -> dict[str, Any]:
    """Return the fields of a question but for key and tags; the answer as the list that a stream is kept as."""
    return {
        "stem": rich(checked.stem),
        "answer": answer_stream(checked, checked.key),
        "rationale": rich(checked.rationale),
        "references": rich(checked.references),
        "outcome": checked.outcome,
        "difficulty": checked.difficulty,
    }


def check(shape: type[Shape], key: str, data: dict[str, Any]) -> Shape:
    """Return ``data`` read into ``shape``; raise BankError with a line for each fault."""
    if data.get("key", key) != key:
        raise BankError(f"{key}: the data call it {data['key']}")
    try:
        return shape.model_validate(data)
    except ValidationError as error:
        faults = (f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise BankError(f"{key}: " + "; ".join(faults)) from error


def ids_by_key(model: type[BankEntry], key: str, wanted: set[str]) -> dict[str, int]:
    """Return ids by key; raise BankError if one is not in the bank."""
    found = dict(model._default_manager.filter(key__in=wanted).values_list("key", "pk"))
    if missing := wanted - set(found):
        raise BankError(f"{key}: not in the bank: {', '.join(sorted(missing))}")
    return found


def _items(quiz: QuizData) -> list[dict[str, Any]]:
    questions = ids_by_key(Question, quiz.slug, {item.question for item in quiz.items if item.question})
    cases = ids_by_key(Case, quiz.slug, {item.case for item in quiz.items if item.case})
    return [item_block(item, block_id(quiz.slug, "item", n), questions, cases) for n, item in enumerate(quiz.items)]


def _publish(
    model: type[Entry], key: str, fields: dict[str, Any], tags: list[str], *, at: datetime, actor: User | None
) -> Entry:
    entry = model._default_manager.select_for_update().filter(key=key).first()
    if entry is None:
        entry = model(key=key, live=False, first_published_at=at, **for_streams(model, fields))
        entry.save()
    elif not _assign(entry, fields) and set(tags) == set(entry.tags.names()) and entry.live:
        return entry
    entry.tags.set(tags)
    entry.full_clean()
    entry.save_revision(user=actor).publish(user=actor)
    return model._default_manager.get(pk=entry.pk)


def _assign(entry: Entry | QuizPage, fields: dict[str, Any]) -> bool:
    """Set the fields; return whether any of them changed."""
    before = _kept(entry, fields)
    for name, value in for_streams(type(entry), fields).items():
        setattr(entry, name, value)
    return _kept(entry, fields) != before


def _kept(entry: Entry | QuizPage, names: Iterable[str]) -> dict[str, Any]:
    """The fields as the database keeps them, for comparing."""
    fields = {field.name: field for field in entry._meta.concrete_fields}
    return {name: fields[name].get_prep_value(getattr(entry, name)) for name in names}


def for_streams(model: type[Model], fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields as a model takes them: StreamFields take JSON, everything else is taken as it is."""
    streams = {field.name for field in model._meta.concrete_fields if isinstance(field, StreamField)}
    return {name: json.dumps(value) if name in streams else value for name, value in fields.items()}
