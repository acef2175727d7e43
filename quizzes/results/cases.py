"""One case closely: the way that students took through it, where they lost it, and on what they failed it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q

from quizzes.models import QuizPage, Response
from quizzes.results.choosing import Which, sittings_of
from quizzes.results.reading import CHUNK
from quizzes.statistics import CaseFigures, CaseRun, analyse_case

Stage = tuple[str, int, bool]
Fate = tuple[bool, bool]


def case_results(*, quiz: QuizPage, case_id: int, which: Which) -> tuple[str, CaseFigures] | None:
    """Return a case's title and figures over all its revisions, ``None`` if nobody had it: two queries."""
    attempts = sittings_of(quiz.pk, which)
    fates = _fates(quiz, which)
    title, stages, runs = "", dict[str, None](), []
    for pk, paper in attempts.values_list("pk", "paper").iterator(CHUNK):
        for item in paper["items"]:
            if item["case_id"] == case_id:
                title = item["patient"]["title"]
                asked = list(_stages(item["decisions"]))
                stages |= dict.fromkeys(name for name, _number, _critical in asked)
                runs.append(_run(asked, {number: fates[pk, number] for _name, number, _critical in asked}))
    return (title, analyse_case(list(stages), runs)) if runs else None


def _fates(quiz: QuizPage, which: Which) -> dict[tuple[int, int], Fate]:
    """Return whether each decision was reached, and whether it was right."""
    right = ExpressionWrapper(Q(fraction=1), BooleanField())
    rows = Response.objects.filter(attempt__in=sittings_of(quiz.pk, which).order_by().values("pk")).order_by()
    return {
        (attempt, item): (revealed, bool(is_right))
        for attempt, item, revealed, is_right in rows.values_list("attempt_id", "item", "revealed", right).iterator(
            CHUNK * 20
        )
    }


def _stages(decisions: list[dict[str, Any]]) -> Iterator[Stage]:
    for place, decision in enumerate(decisions, start=1):
        yield f"{place}. {decision['title']}", decision["item"], decision["critical"]


def _run(stages: list[Stage], fates: dict[int, Fate]) -> CaseRun:
    return CaseRun(
        route=tuple(name for name, number, _critical in stages if fates[number][0]),
        right=frozenset(name for name, number, _critical in stages if fates[number][1]),
        critical_failures=frozenset(name for name, number, critical in stages if critical and not fates[number][1]),
    )
