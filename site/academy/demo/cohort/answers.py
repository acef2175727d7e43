"""What a simulated student answers: the solution, or a guess of the type's own in which some options hardly tempt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from random import Random
from typing import Any

from quizzes.results.questions import picks_of
from quizzes.types import Definition, type_of
from quizzes.types.choice import Options

from .traits import Flaw, Traits

#: How much wrong options tempt beside the key's 1, in turn: the third hardly does, so it does no work.
TEMPTING = (1.9, 1.1, 0.04)
GUESSES = 8  # between which somebody hesitates
DOUBTING = 0.95  # of those who know, choose the rival of a doubted key
OWN_WORDS = 0.6  # of all, say it otherwise than the file does


@dataclass(frozen=True)
class Asked:
    """A question as the model knows it: its ``name`` outlives every shuffle.

    ``words`` are what students write where a marker reads it, by the level that this deserves: full, half or none.
    """

    name: str
    seed: int
    traits: Traits
    definition: Definition
    words: Mapping[str, Sequence[str]]

    @cached_property
    def temptations(self) -> dict[str, float]:
        """How much each wrong option tempts, by its id."""
        if not isinstance(self.definition, Options):
            return {}
        wrong = sorted((option for option in self.definition.options if not option.correct), key=lambda one: one.text)
        Random(f"{self.seed}/tempting/{self.name}").shuffle(wrong)  # noqa: S311
        return {option.id: TEMPTING[place % len(TEMPTING)] for place, option in enumerate(wrong)}

    def answer(self, definition: Definition, ability: float, draw: Random) -> Any:
        """Return what somebody of this ability answers; ``definition`` is the question as their paper has it."""
        knows = draw.random() < self.traits.chance(ability)
        if self.words and draw.random() < OWN_WORDS:
            return draw.choice(self.words["full" if knows else draw.choice(("half", "none"))])
        if not knows:
            return self._guess(definition, draw)
        if self.traits.flaw is Flaw.DOUBTED and draw.random() < DOUBTING:
            return max(self.temptations, key=self.temptations.__getitem__)
        return type_of(definition).solve(definition)

    def _guess(self, definition: Definition, draw: Random) -> Any:
        guesses = [type_of(definition).guess(definition, draw) for _guess in range(GUESSES)]
        picks = [picks_of(definition, guess) for guess in guesses]
        weights = [prod(self.temptations.get(option, 1.0) for option in picked) for picked in picks]
        return draw.choices(guesses, weights)[0]
