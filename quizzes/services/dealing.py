"""Which questions an attempt gets: those that the quiz names, and in the place of each draw what it gives."""

from collections.abc import Iterator
from decimal import Decimal
from random import Random

from quizzes.drawing import BLOCK, Draw, asked_by, deal, draws_in
from quizzes.models import Case, Question, QuizPage

Entry = Question | Case


def entries_of(quiz: QuizPage, draw: Random) -> list[tuple[Entry, Decimal]]:
    """Return what is asked, in the quiz's order, with the marks of each; what is not published is left out.

    One query for each draw and one for all that they give, however many questions there are.
    """
    dealt = iter(_dealt(quiz, draw))
    entries: list[tuple[Entry, Decimal]] = []
    for block in quiz.items:
        asked = next(dealt) if block.block_type == BLOCK else [block.value[block.block_type]]
        entries += [(entry, block.value["marks"]) for entry in asked if is_published(entry)]
    return entries


def is_published(entry: Entry | None) -> bool:
    """Whether a bank entry may be asked now; one that was deleted is ``None``."""
    return entry is not None and entry.live


def _dealt(quiz: QuizPage, draw: Random) -> list[list[Question]]:
    ids = _deal_ids(quiz, draws_in(quiz.items), draw)
    found = Question.objects.in_bulk([pk for hand in ids for pk in hand]) if any(ids) else {}
    return [[found[pk] for pk in hand if pk in found] for hand in ids]


def _deal_ids(quiz: QuizPage, draws: list[Draw], draw: Random) -> list[list[int]]:
    candidates = [list(one.among(Question.objects.all()).values_list("pk", flat=True)) for one in draws]
    return deal(candidates, [one.number for one in draws], _taken(quiz) if draws else (), draw)


def _taken(quiz: QuizPage) -> Iterator[int]:
    """Give the ids of the questions that the quiz asks without drawing them, its cases' included."""
    for block in quiz.items:
        entry = None if block.block_type == BLOCK else block.value[block.block_type]
        if isinstance(entry, Case) and is_published(entry):
            yield from asked_by(entry)
        elif entry is not None:
            yield entry.pk


def short_draws(quiz: QuizPage) -> list[tuple[int, int, int]]:
    """Return the draws for which too little is live now: place among the draws, number wanted, number there is."""
    draws = draws_in(quiz.items)
    dealt = _deal_ids(quiz, draws, Random(0))  # noqa: S311
    counts = [(place, one.number, len(hand)) for place, (one, hand) in enumerate(zip(draws, dealt, strict=True), 1)]
    return [(place, wanted, found) for place, wanted, found in counts if found < wanted]
