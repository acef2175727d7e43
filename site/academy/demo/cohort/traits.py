"""Who knows what: a logistic model of answering with two parameters a question. Without a database.

    P(knows | θ) = 1 / (1 + exp(-a · (θ - b)))
    P(right | θ) = c + (1 - c) · P(knows | θ)

θ is a student's ability, drawn from N(0, 1); b is how difficult and a how discriminating a question is, both drawn by a
seed around what its author set. Who does not know guesses as the question's type guesses, and c is how often that is
right: it is never worked out, it happens. Source: A. Birnbaum, Some latent trait models and their use in inferring an
examinee's ability, in F. M. Lord and M. R. Novick, Statistical Theories of Mental Test Scores, 1968.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from math import exp
from random import Random

#: b around which a question of each set difficulty lies, in standard deviations of the ability.
SET = {"easy": -1.9, "medium": -1.0, "hard": 0.1}
SPREAD = 0.35
#: What must be right is taught first and most.
CRITICAL = -1.4
#: One question in so many is flawed in each of the two ways.
FLAWED = 80


class Flaw(Enum):
    """What is wrong with a question on purpose, for the statistics to find."""

    DOUBTED = "those who know mostly choose another option than the key"
    REVERSED = "the more somebody knows, the more often they are misled"


@dataclass(frozen=True)
class Traits:
    """How difficult (b) and how discriminating (a) a question is, and what is wrong with it."""

    difficulty: float
    discrimination: float
    flaw: Flaw | None = None

    def chance(self, ability: float) -> float:
        """Return P(knows | θ), 0 to 1."""
        slope = -self.discrimination if self.flaw is Flaw.REVERSED else self.discrimination
        return 1 / (1 + exp(-slope * (ability - self.difficulty)))


def traits_of(name: str, difficulty: str, *, critical: bool, flaw: Flaw | None, seed: int) -> Traits:
    """Return the same traits for the same name and seed, whatever else is asked."""
    draw = Random(f"{seed}/traits/{name}")  # noqa: S311
    b = SET[difficulty] + draw.gauss(0, SPREAD) + (CRITICAL if critical else 0)
    if flaw is Flaw.REVERSED:
        b = 0.0  # it must vary with the ability to tell anything
    return Traits(b, draw.lognormvariate(0.25, 0.2), flaw)


def choose_flawed(names: Sequence[str], *, seed: int) -> dict[str, Flaw]:
    """Return the few of ``names`` that are flawed, and how."""
    draw = Random(f"{seed}/flaws")  # noqa: S311
    each = -(-len(names) // FLAWED)
    chosen = draw.sample(sorted(names), min(len(names), each * len(Flaw)))
    return {name: flaw for place, flaw in enumerate(Flaw) for name in chosen[place * each : (place + 1) * each]}
