"""Reading the sittings of a quiz: three queries, however many there are, and no definition more than once a column.

A paper is read as plain JSON: two thousand of them are not worth the checks of ``quizzes.paper``, which made them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import FloatField, QuerySet
from django.db.models.functions import Cast

from quizzes.models import Attempt, QuizPage, Response
from quizzes.remedies import Remedy
from quizzes.results.choosing import Which, sittings_of
from quizzes.results.shapes import Asked, Columns, Results, Sitting

CHUNK = 500
Marks = Mapping[int, Mapping[int, float]]


def read_results(*, quiz: QuizPage, which: Which) -> Results:
    """Return how the sittings of ``quiz`` went that count by ``which``."""
    attempts = sittings_of(quiz.pk, which)
    marks, found = _marks(attempts), dict[str, Asked]()
    rows = attempts.values_list("pk", "passed", "started_at", "submitted_at", "paper")
    sittings = []
    for pk, passed, started, submitted, paper in rows.iterator(CHUNK):
        columns = _columns(pk, paper["items"], found)
        sittings.append(Sitting(pk, passed, started, submitted, columns, marks[pk]))
    asked = _in_order(found.values(), quiz)
    return Results(tuple(sittings), asked, _definitions(asked))


def _marks(attempts: QuerySet[Attempt]) -> Marks:
    """Read the marks as floats: exact ones take four times as long, and the figures are floats anyway.

    What a regrade has dropped is left out, as if the paper had not had it.
    """
    rows = Response.objects.filter(attempt__in=attempts.order_by().values("pk")).exclude(remedy=Remedy.DROP).order_by()
    marks: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for attempt, item, mark in rows.values_list("attempt_id", "item", Cast("mark", FloatField())).iterator(CHUNK * 20):
        marks[attempt][item] = mark or 0.0
    return marks


def _columns(attempt: int, items: Iterable[dict[str, Any]], found: dict[str, Asked]) -> Columns:
    """Return the decisions of an attempt by column; a column that is new is added to ``found``."""
    columns: Columns = {}
    for item in items:
        numbers = tuple(decision["item"] for decision in item["decisions"])
        key, kind, pk, revision, marks = _identify(item, len(numbers))
        while key in columns:  # a quiz may ask the same question twice
            key += "x"
        columns[key] = numbers
        if key not in found:
            title = item["patient"]["title"] if item["patient"] else ""
            found[key] = Asked(key, kind, pk, revision, marks, title, attempt, numbers)
    return columns


def _identify(item: dict[str, Any], stages: int) -> tuple[str, str, int, int | None, float]:
    """Return a column's key, kind, entry of the bank, revision and marks."""
    kind, marks = item["kind"], float(item["marks"])
    if kind == "case":
        pk, revision, more = item["case_id"], item["case_revision_id"], f"-{stages}"
    else:
        decision = item["decisions"][0]
        pk, revision, more = decision["question_id"], decision["revision_id"], ""
    return f"{kind[0]}{pk}-{revision or 0}-{marks:g}{more}", kind, pk, revision, marks


def _in_order(asked: Iterable[Asked], quiz: QuizPage) -> tuple[Asked, ...]:
    """Sort columns as the quiz asks now, the newest revision first; what it no longer asks comes last."""
    now = [(block["type"], block["value"].get(block["type"])) for block in quiz.items.raw_data]
    places = {entry: place for place, entry in reversed(list(enumerate(now)))}
    return tuple(
        sorted(asked, key=lambda one: (places.get((one.kind, one.id), len(now)), one.id, -(one.revision or 0), one.key))
    )


def _definitions(asked: Iterable[Asked]) -> dict[tuple[str, int], dict[str, Any]]:
    """Read what each column asked, from one attempt that had it."""
    rows = Response.objects.filter(attempt__in={one.sample for one in asked}).values_list(
        "attempt_id", "item", "definition"
    )
    read = {(attempt, item): definition for attempt, item, definition in rows}
    return {
        (one.key, place): read[one.sample, number]
        for one in asked
        for place, number in enumerate(one.numbers)
        if (one.sample, number) in read
    }
