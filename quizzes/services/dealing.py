"""Which questions an attempt gets: those that the quiz names, and in the place of each draw what it gives."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from random import Random

from quizzes.drawing import BLOCK, asked_by, deal, draws_in
from quizzes.models import Case, Question, QuizPage

Entry = Question | Case


class Pack:
    """What a quiz deals from: read from the bank once, dealt as often as wanted."""

    def __init__(self, quiz: QuizPage) -> None:
        self.quiz = quiz
        self.draws = draws_in(quiz.items)
        questions = Question.objects.all()
        self.candidates = [list(one.among(questions).values_list("pk", flat=True)) for one in self.draws]
        self.taken = frozenset(_taken(quiz) if self.draws else ())

    def deal(self, draw: Random) -> list[list[int]]:
        """Return for each draw of the quiz the ids that it gives this time."""
        return deal(self.candidates, [one.number for one in self.draws], self.taken, draw)

    def entries(self, hands: list[list[int]], found: Mapping[int, Question]) -> list[tuple[Entry, Decimal]]:
        """Return what is asked, in the quiz's order, with the marks of each; what is not published is left out."""
        dealt = iter([[found[pk] for pk in hand if pk in found] for hand in hands])
        entries: list[tuple[Entry, Decimal]] = []
        for block in self.quiz.items:
            asked = next(dealt) if block.block_type == BLOCK else [block.value[block.block_type]]
            entries += [(entry, block.value["marks"]) for entry in asked if is_published(entry)]
        return entries


def entries_of(quiz: QuizPage, draw: Random) -> list[tuple[Entry, Decimal]]:
    """Return what an attempt is asked, with the marks of each.

    One query for each draw and one for all that they give, however many questions there are.
    """
    pack = Pack(quiz)
    hands = pack.deal(draw)
    return pack.entries(hands, Question.objects.in_bulk([pk for hand in hands for pk in hand]) if any(hands) else {})


def is_published(entry: Entry | None) -> bool:
    """Whether a bank entry may be asked now; one that was deleted is ``None``."""
    return entry is not None and entry.live


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
    pack = Pack(quiz)
    pairs = zip(pack.draws, pack.deal(Random(0)), strict=True)  # noqa: S311
    counts = [(place, one.number, len(hand)) for place, (one, hand) in enumerate(pairs, 1)]
    return [(place, wanted, found) for place, wanted, found in counts if found < wanted]
