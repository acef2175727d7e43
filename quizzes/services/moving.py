"""Moving questions of the bank to another learning outcome or topic; a key, a question's name, never moves."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.services import audit
from quizzes.models import Question
from quizzes.services.bank_drafts import in_a_workflow


@dataclass(frozen=True)
class Move:
    """Where to: the ``outcome`` (empty leaves it), the topic (tag) to put on, the one to take off."""

    outcome: str = ""
    topic: str = ""
    leaves: str = ""

    def outcome_after(self, outcome: str) -> str:
        """Return the outcome that a question of ``outcome`` has afterwards."""
        return self.outcome or outcome

    def topics_after(self, topics: Iterable[str]) -> list[str]:
        """Return the topics that a question of ``topics`` has afterwards."""
        return sorted((set(topics) - {self.leaves}) | ({self.topic} - {""}))


def cannot_move(questions: Collection[Question]) -> set[int]:
    """Return the ids of those that wait for somebody's word or for their hour, or are locked; one query."""
    waiting = in_a_workflow(questions)
    return {one.pk for one in questions if str(one.pk) in waiting or one.go_live_at or one.expire_at or one.locked}


@transaction.atomic
def move_questions(*, questions: Collection[Question], move: Move, reason: str, at: datetime, actor: User) -> int:
    """Move each question and its newest draft, with an audit record; return how many were not there already.

    What is published is published anew, and a draft stays a draft. One that cannot be moved now is left where it is.
    """
    found = list(Question.objects.select_for_update().filter(pk__in=[one.pk for one in questions]).order_by("pk"))
    held = cannot_move(found)
    return sum(_move(one, move, reason, at, actor) for one in found if one.pk not in held)


def _move(question: Question, move: Move, reason: str, at: datetime, actor: User) -> bool:
    """Move what the public has first, so that a newer draft is again the newest revision."""
    has_draft = question.has_unpublished_changes or not question.live
    draft = question.get_latest_revision_as_object() if has_draft else question
    before = place_of(draft)
    is_published_anew = question.live and _change(question, move)
    if is_published_anew:
        question.save_revision(user=actor).publish(user=actor)
    is_drafted_anew = draft is not question and _change(draft, move)
    if is_drafted_anew:
        _keep_draft(draft, actor)
    if is_published_anew or is_drafted_anew:
        _record(question, before, place_of(draft), reason=reason, at=at, actor=actor)
    return is_published_anew or is_drafted_anew


def _change(version: Question, move: Move) -> bool:
    """Change a version in memory; return whether that changed anything."""
    topics = sorted(version.tags.names())
    outcome, after = move.outcome_after(version.outcome), move.topics_after(topics)
    if (version.outcome, topics) == (outcome, after):
        return False
    version.outcome = outcome
    version.tags.set(after)
    return True


def _keep_draft(draft: Question, actor: User) -> None:
    """Keep a draft; where nothing is published yet, the lists show it."""
    if not draft.live:
        draft.save()
    draft.save_revision(user=actor)


def _record(question: Question, before: str, after: str, *, reason: str, at: datetime, actor: User) -> None:
    audit.record(
        action="question.move",
        target=question,
        at=at,
        actor=actor,
        from_value=before,
        to_value=after,
        reason=reason,
    )


def place_of(question: Question) -> str:
    """Return outcome and topics of a question, as the audit trail keeps them."""
    return " · ".join([question.outcome or "—", ", ".join(sorted(question.tags.names())) or "—"])
