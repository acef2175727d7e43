"""Writing many questions out of a file, as drafts or published at once: a few queries for every few hundred of them.

What ``bank.upsert_question`` does for one question is done here for a batch: rows, tags, revisions, history, search.
One by one, ten thousand questions would take half an hour and leave tens of thousands of tasks behind.
"""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backends

from accounts.models import User
from content.generation import bump_generation
from quizzes.models import Question
from quizzes.services.bank import upsert_question
from quizzes.services.bank_data import QuestionData
from quizzes.services.bank_drafts import Draft, drafts_of, keep_rows, keep_tags

BATCH = 500


@transaction.atomic
def write_questions(*, questions: Sequence[QuestionData], publish: bool, at: datetime, actor: User | None) -> None:
    """Make or change questions; those not published come in as drafts, and what is live stays as it is."""
    for start in range(0, len(questions), BATCH):
        drafts = drafts_of(questions[start : start + BATCH])
        in_bulk = [draft for draft in drafts if not (publish and draft.needs_care)]
        _write(in_bulk, publish=publish, at=at, actor=actor)
        for draft in drafts:
            if draft not in in_bulk:
                data = draft.data.model_dump(exclude={"own"}) | draft.data.own
                upsert_question(key=draft.data.key, data=data, at=at, actor=actor)
    if publish:
        bump_generation()


def _write(drafts: list[Draft], *, publish: bool, at: datetime, actor: User | None) -> None:
    shown = [draft for draft in drafts if publish or not draft.question.live]
    keep_rows(shown)
    keep_tags(shown)
    revisions = Revision.objects.bulk_create([_revision(draft.question, at, actor) for draft in drafts])
    _point_at(drafts, revisions, publish=publish, at=at)
    ModelLogEntry.objects.bulk_create([_log_entry(draft, publish=publish, at=at, actor=actor) for draft in drafts])
    _find_again(shown)


def _revision(question: Question, at: datetime, actor: User | None) -> Revision:
    return Revision(
        content_type=ContentType.objects.get_for_model(Question),
        base_content_type=question.get_base_content_type(),
        object_id=str(question.pk),
        object_str=str(question),
        content=question.serializable_data(),
        created_at=at,
        user=actor,
    )


def _point_at(drafts: list[Draft], revisions: list[Revision], *, publish: bool, at: datetime) -> None:
    """Let questions know their newest revisions, and that these are the public's if they are published."""
    for draft, revision in zip(drafts, revisions, strict=True):
        draft.question.latest_revision = revision
        draft.question.live = draft.question.live or publish
    Question.objects.bulk_update([draft.question for draft in drafts], ["latest_revision"])
    rows = Question.objects.filter(pk__in=[draft.question.pk for draft in drafts])
    if publish:
        rows.update(
            live=True,
            expired=False,
            has_unpublished_changes=False,
            live_revision=F("latest_revision"),
            last_published_at=at,
            first_published_at=Coalesce("first_published_at", at),
        )
    else:
        rows.update(has_unpublished_changes=True)


def _log_entry(draft: Draft, *, publish: bool, at: datetime, actor: User | None) -> ModelLogEntry:
    """Return a line of the question's history."""
    return ModelLogEntry(
        content_type=ContentType.objects.get_for_model(Question),
        object_id=str(draft.question.pk),
        label=str(draft.question),
        action="wagtail.publish" if publish else "wagtail.create" if draft.is_new else "wagtail.edit",
        timestamp=at,
        user=actor,
        revision=draft.question.latest_revision,
        content_changed=True,
    )


def _find_again(drafts: list[Draft]) -> None:
    """Bring search and references up to date; a new question refers to nothing but its tags, which nobody asks for."""
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(Question, [draft.question for draft in drafts])
    for draft in drafts:
        if not draft.is_new:
            ReferenceIndex.create_or_update_for_object(draft.question)
