"""What questions of the bank say, read in bulk: a constant number of queries for every few hundred of them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from taggit.models import Tag

from quizzes.models import Question, QuestionTag
from quizzes.services.bank import for_streams, question_fields
from quizzes.services.bank_blocks import rich
from quizzes.services.bank_data import QuestionData
from quizzes.telling import question_data

BATCH = 500
#: Letters of a key that stay when it gets a number and is cut.
TELLING = 70
NUMBER = re.compile(r"-\d+$")
FIELDS = ("stem", "answer", "rationale", "references", "outcome", "difficulty")
RICH = {"stem", "rationale", "references"}


@dataclass(frozen=True)
class Held:
    """A question of the bank, told as data; a draft that has no answer yet tells its key alone."""

    data: dict[str, Any]
    live: bool


class Kept:
    """The questions of the bank under the keys of a file, and under the same keys with a number behind them."""

    def __init__(self, keys: set[str], *, latest: bool) -> None:
        rows = Question.objects.order_by().values_list("pk", "key").iterator()
        starts = {key[:TELLING] for key in keys}
        ids = [pk for pk, key in rows if key in keys or NUMBER.sub("", key)[:TELLING] in starts]
        self._held = {
            one.data["key"]: one
            for start in range(0, len(ids), BATCH)
            for one in held(Question.objects.filter(pk__in=ids[start : start + BATCH]), latest=latest)
        }

    def get(self, key: str) -> Held | None:
        """Return the question under a key."""
        return self._held.get(key)


def held(questions: QuerySet[Question], *, latest: bool) -> Iterator[Held]:
    """Give each question as the public has it, or its ``latest`` version, drafts included."""
    ids = list(questions.values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        found = Question.objects.filter(pk__in=ids[start : start + BATCH])
        yield from _told(list(found.select_related("latest_revision") if latest else found), latest=latest)


def told(checked: QuestionData) -> dict[str, Any]:
    """Return data out of a file as they would be told once they are in the bank."""
    question = Question(key=checked.key, **for_streams(Question, question_fields(checked)))
    return question_data(question, set(checked.tags))


def differences(told: dict[str, Any], kept: dict[str, Any]) -> list[str]:
    """Return the names of the fields in which two questions differ; how their HTML is laid down does not count."""
    names = dict.fromkeys([*told, *kept])
    return [name for name in names if _meant(name, told.get(name)) != _meant(name, kept.get(name))]


def _meant(name: str, value: Any) -> Any:
    """Return what a field says: a No that is written says no more than one that is left out."""
    if name in RICH:
        return rich(value or "")
    if isinstance(value, list):
        return [_meant("", part) for part in value]
    if isinstance(value, dict):
        return {part: _meant("", told) for part, told in value.items() if told not in (None, False, "", [])}
    return value


def _told(questions: list[Question], *, latest: bool) -> Iterator[Held]:
    drafts = {q.pk: q.latest_revision.content for q in questions if latest and _has_newer_draft(q)}
    tags = _tags_of_rows(question.pk for question in questions if question.pk not in drafts)
    tags |= _tags_of_drafts(drafts)
    for question in questions:
        draft = drafts.get(question.pk)
        shown = Question(key=question.key, **{name: draft[name] for name in FIELDS}) if draft else question
        data = question_data(shown, tags.get(question.pk, ())) if shown.answer else {"key": question.key}
        yield Held(data, question.live)


def _has_newer_draft(question: Question) -> bool:
    return question.has_unpublished_changes and question.latest_revision is not None


def _tags_of_rows(ids: Iterable[int]) -> dict[int, list[str]]:
    tags = defaultdict(list)
    for pk, name in QuestionTag.objects.filter(content_object__in=list(ids)).values_list("content_object", "tag__name"):
        tags[pk].append(name)
    return dict(tags)


def _tags_of_drafts(drafts: dict[int, dict[str, Any]]) -> dict[int, list[str]]:
    ids = {pk: [kept["tag"] for kept in content.get("tagged_items", [])] for pk, content in drafts.items()}
    names = dict(Tag.objects.filter(pk__in={tag for tags in ids.values() for tag in tags}).values_list("pk", "name"))
    return {pk: [names[tag] for tag in tags if tag in names] for pk, tags in ids.items()}
