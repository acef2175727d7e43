"""The papers of one quiz by the hundred: what it asks is read from the bank once, and known to the model."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from random import Random

from quizzes.models import Case, Question, QuizPage
from quizzes.models.case import Stage
from quizzes.paper import Decision, Item
from quizzes.services.dealing import Entry, Pack
from quizzes.services.freezing import FrozenPaper, Printed, lay_out, print_entry
from quizzes.types import read

from .answers import Asked
from .traits import Flaw, traits_of

#: What students write for a stage of a case, by ``key of the case/title of the stage`` and by level.
Words = Mapping[str, Mapping[str, Sequence[str]]]


class Press:
    """Prints papers, each exactly the one that ``freeze`` gives for its seed."""

    def __init__(self, quiz: QuizPage, *, seed: int, flaws: Mapping[str, Flaw], words: Words) -> None:
        self.quiz, self.seed, self.flaws, self.words = quiz, seed, flaws, words
        self.pack = Pack(quiz)
        self.found = Question.objects.in_bulk({pk for ids in self.pack.candidates for pk in ids})
        self._printed: dict[tuple[type, int, Decimal], Printed] = {}
        self._asked: dict[tuple[int | None, int | None, str], Asked] = {}

    def paper(self, seed: int) -> FrozenPaper:
        """Return one student's paper."""
        draw = Random(seed)  # noqa: S311
        entries = self.pack.entries(self.pack.deal(draw), self.found)
        return lay_out(self.quiz, [self._print(entry, marks) for entry, marks in entries], draw)

    def asked(self, item: Item, decision: Decision) -> Asked:
        """Return what the model knows of a decision."""
        return self._asked[item.case_id, decision.question_id, decision.title]

    def _print(self, entry: Entry, marks: Decimal) -> Printed:
        place = (type(entry), entry.pk, marks)
        if place not in self._printed:
            self._printed[place] = printed = print_entry(entry, marks)
            for stage in printed.stages:
                self._asked[printed.item.case_id, stage.question_id, stage.title] = self._know(entry, stage)
        return self._printed[place]

    def _know(self, entry: Entry, stage: Stage) -> Asked:
        """Give a decision its traits; a stage is as difficult as its case."""
        name = f"{entry.key}/{stage.title}" if isinstance(entry, Case) else entry.key
        flaw = self.flaws.get(name)
        traits = traits_of(name, entry.difficulty, critical=stage.critical, flaw=flaw, seed=self.seed)
        return Asked(name, self.seed, traits, read(stage.definition), self.words.get(name, {}))
