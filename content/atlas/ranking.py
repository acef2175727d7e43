"""Which muscles commonly refer where it hurts, and which red flags come first. Pure: no database, no request.

**Muscles.** What was marked, M, and what a muscle commonly refers to, R, are sets of regions. A region counts the more,
the fewer patterns it belongs to: w(r) = ln((N + 1) / n), where N is the number of patterns and n how many hold r (at
least 1). That is the inverse document frequency of Spärck Jones (Journal of Documentation 1972, 28: 11-21). With

    precision = w(M ∩ R) / w(R)      how much of the pattern was marked
    recall    = w(M ∩ R) / w(M)      how much of what was marked the pattern explains

the score is their harmonic mean, the F-measure (van Rijsbergen, Information Retrieval, 1979), from 0 to 1. Neither a
muscle that refers everywhere nor one that explains a tenth of the drawing comes first.

**Red flags.** Three tiers by the fastest way that the flag's own words name: now (999 or A&E), the same day, and the
rest. Within a tier the score above, so that the flag that is about these regions stands before one about the whole
back. Flags without regions are asked about wherever it hurts and come last. A flag that nothing marked touches is left
out.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import log

from content.atlas.collection import FlagEntry

NOW, SAME_DAY, SOON = range(3)


@dataclass(frozen=True)
class Match:
    """A pattern that shares regions with what was marked: ``shared`` and, of its own, the ``rest``."""

    key: str
    score: float
    shared: tuple[str, ...]
    rest: tuple[str, ...]


@dataclass(frozen=True)
class FlagMatch:
    """A red flag to rule out, how soon, and the marked regions that bring it up; none: it is always asked."""

    flag: FlagEntry
    tier: int
    score: float
    shared: tuple[str, ...]


def rank(marked: Collection[str], patterns: Mapping[str, Collection[str]]) -> list[Match]:
    """Return the patterns that share a region with ``marked``, best first; equals in the order of ``patterns``."""
    weights = rarity(patterns.values())
    wanted = dict.fromkeys(marked)
    found = [_match(key, wanted, pattern, weights, len(patterns)) for key, pattern in patterns.items()]
    return sorted((match for match in found if match.shared), key=lambda match: -match.score)


def rarity(patterns: Iterable[Collection[str]]) -> dict[str, float]:
    """Return the weight of each region that a pattern holds."""
    sets = [set(pattern) for pattern in patterns]
    counts = Counter(region for pattern in sets for region in pattern)
    return {region: log((len(sets) + 1) / count) for region, count in counts.items()}


def rank_flags(marked: Collection[str], flags: Iterable[FlagEntry]) -> list[FlagMatch]:
    """Return the red flags to rule out for ``marked``: the most urgent first, then the most specific."""
    flags = list(flags)
    if not marked:
        return []
    matches = {match.key: match for match in rank(marked, {flag.key: sorted(flag.regions) for flag in flags})}
    found = [
        FlagMatch(flag, tier_of(flag.urgency), matches[flag.key].score, matches[flag.key].shared)
        if flag.key in matches
        else FlagMatch(flag, tier_of(flag.urgency), 0.0, ())
        for flag in flags
        if flag.key in matches or not flag.regions
    ]
    return sorted(found, key=lambda match: (not match.shared, match.tier, -match.score))


def tier_of(urgency: str) -> int:
    """Return the tier of words such as “Same day; 999 if breathless”: the fastest way they name."""
    words = urgency.casefold()
    if "999" in words or "a&e" in words:
        return NOW
    return SAME_DAY if "same day" in words else SOON


def _match(
    key: str, wanted: Collection[str], pattern: Collection[str], weights: Mapping[str, float], number: int
) -> Match:
    def weigh(regions: Iterable[str]) -> float:
        return sum(weights.get(region, log(number + 1)) for region in regions)

    shared = tuple(region for region in wanted if region in pattern)
    rest = tuple(region for region in pattern if region not in wanted)
    whole = weigh(wanted) + weigh(pattern)  # the harmonic mean of precision and recall is 2 s / (m + r)
    return Match(key, 2 * weigh(shared) / whole if shared and whole else 0.0, shared, rest)
