"""Reading attempts as sheets, and writing down what a regrade does to one."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet

from quizzes.models import Attempt, Regrade, RegradeChange, Response
from quizzes.remedies import Treatment
from quizzes.sheet import KeptMark, Sheet, Verdict, first_sheet
from quizzes.types import read

Revisions = Collection[int | None]


def fresh_sheet(
    attempt: Attempt, responses: Iterable[Response], decided: Mapping[int, Fraction] | None = None
) -> Sheet:
    """Mark an attempt as it was frozen; ``decided`` holds what people gave, by item."""
    own = list(responses)
    definitions, answers = {r.item: read(r.definition) for r in own}, {r.item: r.answer for r in own}
    return first_sheet(attempt.frozen_paper, definitions, answers, decided)


def decided_by(responses: Iterable[Response]) -> dict[int, Fraction]:
    """Return what people gave, by item; ``responses`` come with their scripts."""
    scripts = ((response.item, getattr(response, "script", None)) for response in responses)
    return {item: script.share for item, script in scripts if script and script.share is not None}


def marked_sheet(attempt: Attempt, responses: Sequence[Response], treatments: Mapping[int, Treatment]) -> Sheet:
    """Return a marked attempt as it stands; ``treatments`` by the regrade's id, ``responses`` with their scripts."""
    return Sheet(
        paper=attempt.frozen_paper,
        definitions={r.item: read(r.definition) for r in responses},
        answers={r.item: r.answer for r in responses},
        verdict=Verdict(attempt.score or 0, bool(attempt.passed), attempt.critical_failure),  # type: ignore[arg-type]
        kept={r.item: KeptMark(r.fraction, r.mark, r.remedy, r.regrade_id) for r in responses},
        treatments={r.item: treatments[r.regrade_id] for r in responses if r.regrade_id},
        decided=decided_by(responses),
    )


def asked(question_id: int, revisions: Revisions) -> QuerySet[Response]:
    """Return the responses to these revisions of a question; ``None`` is one that was never published by revision."""
    known = Q(revision_id__in=[revision for revision in revisions if revision is not None])
    return Response.objects.filter(known | Q(revision_id=None) if None in revisions else known, question=question_id)


def marked_attempts(question_id: int, revisions: Revisions) -> QuerySet[Attempt]:
    """Return the marked attempts, of any quiz, that were asked these revisions."""
    concerned = asked(question_id, revisions).values("attempt")
    return Attempt.objects.filter(pk__in=concerned, state=Attempt.State.MARKED, score__isnull=False)


def read_sheets(question_id: int, revisions: Revisions) -> Iterator[tuple[Attempt, list[Response], Sheet]]:
    """Give each marked attempt with its responses and its sheet; three queries, whatever the number.

    Responses come as a stream: their definitions are what weighs.
    """
    concerned = marked_attempts(question_id, revisions)
    attempts = {one.pk: one for one in concerned.select_related("enrolment__student", "quiz")}
    responses = Response.objects.filter(attempt__in=concerned.order_by().values("pk")).order_by("attempt", "item")
    with_scripts = responses.select_related("script")
    in_force = Regrade.objects.filter(pk__in=responses.order_by().exclude(regrade=None).values("regrade"))
    treatments = {regrade.pk: regrade.treatment() for regrade in in_force}
    for attempt_id, group in groupby(with_scripts.iterator(chunk_size=1000), key=lambda r: r.attempt_id):
        if attempt := attempts.pop(attempt_id, None):
            own = list(group)
            yield attempt, own, marked_sheet(attempt, own, treatments)


def difference(responses: Iterable[Response], before: Sheet, after: Sheet) -> dict[str, list[Any]]:
    """Return what is kept of each response that changes, before and after, by the response's id."""
    return {
        str(r.pk): [as_row(before.kept[r.item]), as_row(after.kept[r.item])]
        for r in responses
        if before.kept[r.item] != after.kept[r.item]
    }


def as_row(kept: KeptMark) -> list[Any]:
    """Return a kept mark as JSON; decimals as text, so that they come back exactly."""
    return [str(kept.fraction), str(kept.mark), kept.remedy, kept.regrade_id]


def change_of(attempt: Attempt, before: Sheet, after: Sheet, responses: Iterable[Response]) -> RegradeChange:
    """Return what a regrade did to an attempt, still to be given its regrade."""
    old, new = before.verdict, after.verdict
    return RegradeChange(
        attempt=attempt,
        old_score=old.score,
        new_score=new.score,
        old_passed=old.passed,
        new_passed=new.passed,
        old_critical=old.critical_failure,
        new_critical=new.critical_failure,
        responses=difference(responses, before, after),
        is_news=old != new,
        none_left=after is before,
    )
