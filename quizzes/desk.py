"""What the marking page shows of a script, and to whom: nobody reads another's marks before all are in."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from accounts.models import AuditRecord, User
from quizzes.desk_rules import as_percent
from quizzes.marked import marked
from quizzes.models import Appeal, CommentSnippet, Marking, Script
from quizzes.paper import Decision, Item
from quizzes.showing import show
from quizzes.types.rubric import rubric_of


def scripts_to_show() -> QuerySet[Script]:
    """Return scripts with all that their page needs of them."""
    finals = Marking.objects.filter(final=True).select_related("assessor")
    return Script.objects.select_related(
        "response__attempt__enrolment__student", "quiz", "assessor", "appeal"
    ).prefetch_related(Prefetch("markings", finals, to_attr="finals"))


def script_context(script: Script, assessor: User) -> dict[str, Any]:
    """Return the script's text and question, and what this assessor may know and do about it."""
    shown = show(script.response.definition, script.response.answer)
    rubric = rubric_of(shown.definition)
    finals: list[Marking] = script.finals  # type: ignore[attr-defined]
    own = [one for one in finals if one.assessor_id == assessor.pk]
    return {
        "script": script,
        "shown": shown,
        "files_at": "marking_desk:upload",
        "place": _place_in_case(script),
        "appeal": Appeal.objects.filter(script=script).first(),
        "share": as_percent(script.share) if not script.is_open else "",
        "marked": [marked(one, rubric) for one in (own if script.is_open else finals)],
        "on_my_desk": script.is_open and script.assessor_id == assessor.pk,
        "may_take": script.is_open and script.assessor_id is None and not own,
        "history": [] if script.is_open else history(script),
    }


def _place_in_case(script: Script) -> tuple[Item, Decision] | None:
    """Return the case and the stage that the answer belongs to, ``None`` where a question stands alone.

    Without the client and what they just said nobody can judge what the student says to them.
    """
    places = script.response.attempt.frozen_paper.decisions
    found = ((item, decision) for item, decision in places if decision.item == script.response.item)
    return next(((item, decision) for item, decision in found if item.patient), None)


def history(script: Script) -> list[AuditRecord]:
    """Return what was done to a script, the latest first."""
    return list(AuditRecord.objects.about(script))


def snippets(script: Script) -> list[CommentSnippet]:
    """Return the comments that markers of this question use again."""
    return list(CommentSnippet.objects.filter(question=script.question_id)) if script.question_id else []
