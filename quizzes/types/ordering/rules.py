"""Rules for a permutation of n things; ``places`` lists, as given, the place that each has in the key (0 to n − 1)."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import combinations, pairwise

Places = Sequence[int]


def adjacent(places: Places) -> Fraction:
    """Right neighbours: pairs that follow each other as in the key, over n − 1."""
    return Fraction(_neighbours(places), len(places) - 1)


def absolute(places: Places) -> Fraction:
    """In place, over n."""
    return Fraction(sum(place == key for key, place in enumerate(places)), len(places))


def kendall(places: Places) -> Fraction:
    """Concordant pairs over n(n − 1)/2 (Kendall 1938)."""
    pairs = list(combinations(places, 2))
    return Fraction(sum(first < second for first, second in pairs), len(pairs))


def longest_run(places: Places) -> Fraction:
    """The longest unbroken stretch of the key, over n; a single thing is no stretch and earns nothing."""
    longest = run = 1
    for first, second in pairwise(places):
        run = run + 1 if second == first + 1 else 1
        longest = max(longest, run)
    return Fraction(longest if longest > 1 else 0, len(places))


def all_or_nothing(places: Places) -> Fraction:
    """1 in the order of the key, else 0."""
    return Fraction(int(_neighbours(places) == len(places) - 1))


def _neighbours(places: Places) -> int:
    return sum(second == first + 1 for first, second in pairwise(places))


RULES: dict[str, Callable[[Places], Fraction]] = {
    rule.__name__: rule for rule in (adjacent, absolute, kendall, longest_run, all_or_nothing)
}
