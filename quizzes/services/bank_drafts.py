"""Questions out of a file on their way into the bank, a batch at a time: their rows and their tags."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from taggit.models import Tag
from wagtail.models import WorkflowState

from quizzes.models import Question, QuestionTag
from quizzes.services.bank import for_streams, question_fields
from quizzes.services.bank_data import QuestionData

CONTENT = ["stem", "answer", "type", "rationale", "references", "outcome", "difficulty"]


@dataclass(frozen=True, eq=False)
class Draft:
    """A question with the content of a file, not yet kept.

    ``needs_care``: it waits in a workflow or for its hour, so that publishing it takes more than a row.
    """

    data: QuestionData
    question: Question
    tags: list[QuestionTag]
    is_new: bool
    needs_care: bool


def drafts_of(questions: Sequence[QuestionData]) -> list[Draft]:
    """Return the questions with their new content; those of the bank are locked."""
    keys = [data.key for data in questions]
    found = {question.key: question for question in Question.objects.select_for_update().filter(key__in=keys)}
    waiting = in_a_workflow(found.values())
    tags = _tags(questions)
    return [_draft(data, found.get(data.key), tags, waiting) for data in questions]


def _draft(data: QuestionData, found: Question | None, tags: dict[str, Tag], waiting: set[str]) -> Draft:
    question = found or Question(key=data.key, live=False)
    for name, value in for_streams(Question, question_fields(data)).items():
        setattr(question, name, value)
    question.type = data.type
    question.clean_fields(exclude={"latest_revision", "live_revision"})
    tagged = [QuestionTag(tag=tags[name]) for name in dict.fromkeys(data.tags)]
    question.tagged_items.set(tagged)
    needs_care = found is not None and bool(found.go_live_at or found.expire_at or str(found.pk) in waiting)
    return Draft(data, question, tagged, found is None, needs_care)


def keep_rows(drafts: Sequence[Draft]) -> None:
    """Write the questions without their tags."""
    Question.objects.bulk_create([draft.question for draft in drafts if draft.is_new])
    Question.objects.bulk_update([draft.question for draft in drafts if not draft.is_new], CONTENT)


def keep_tags(drafts: Sequence[Draft]) -> None:
    """Write the tags of questions that have rows."""
    QuestionTag.objects.filter(content_object__in=[draft.question.pk for draft in drafts if not draft.is_new]).delete()
    for draft in drafts:
        for tagged in draft.tags:
            tagged.content_object = draft.question
    QuestionTag.objects.bulk_create([tagged for draft in drafts for tagged in draft.tags])


def _tags(questions: Sequence[QuestionData]) -> dict[str, Tag]:
    names = {name for data in questions for name in data.tags}
    found = {tag.name: tag for tag in Tag.objects.filter(name__in=names)}
    return found | {name: Tag.objects.create(name=name) for name in sorted(names - set(found))}


def in_a_workflow(questions: Collection[Question]) -> set[str]:
    """Return the ids of those that wait for somebody's word."""
    if not questions:
        return set()
    states = WorkflowState.objects.active().filter(
        base_content_type=next(iter(questions)).get_base_content_type(),
        object_id__in=[str(question.pk) for question in questions],
    )
    return set(states.values_list("object_id", flat=True))
