"""Rules of practicals and treatment logs that need no database."""

import hashlib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

#: Nobody treats for longer than this in one day; more is a slip of the pen.
MOST_MINUTES_A_DAY = 600

EMAIL = re.compile(r"\S+@\S+\.\S+")
PHONE = re.compile(r"(?:\+|\b0)\d[\d\s().-]{7,}\d")
TITLES = re.compile(r"\b(?:mr|mrs|ms|miss|mx|dr|prof|sir|dame)\b", re.IGNORECASE)
#: Short, of letters, figures, spaces and dashes: “C-014”, “heron 7”.
PSEUDONYM = re.compile(r"[^\W_](?:[^\W_]|[ -](?=[^\W_])){0,23}")
SHORTEST_NAME = 2  # letters; “Client A” is no name


class PracticeRefused(Exception):
    """A practical or a log refuses; ``words`` says why, to whoever asked."""

    def __init__(self, words: object) -> None:
        super().__init__(str(words))
        self.words = str(words)


class Verdict(StrEnum):
    """What an assessor says of one criterion."""

    MET = "met"
    NOT_YET = "not_yet"
    NOT_SEEN = "not_seen"


class Outcome(StrEnum):
    """What comes of an observation."""

    MET = "met"
    NOT_YET = "not_yet"
    FAILED = "failed"


def outcome_of(verdicts: Collection[str], *, critical_fail: bool) -> Outcome:
    """Every criterion must be met; a critical failure fails the whole, whatever else was seen."""
    if critical_fail:
        return Outcome.FAILED
    met = bool(verdicts) and all(verdict == Verdict.MET for verdict in verdicts)
    return Outcome.MET if met else Outcome.NOT_YET


def holds_an_address(text: str) -> bool:
    """Whether ``text`` holds an e-mail address or a telephone number."""
    return bool(EMAIL.search(text) or PHONE.search(text))


def looks_like_a_name(text: str) -> bool:
    """Whether two words beside each other are capitalised, as in “Ada Lovelace”, or one is a title."""
    words = re.findall(r"[^\W\d_]+", text)
    capital = [len(word) >= SHORTEST_NAME and word[0].isupper() for word in words]
    return bool(TITLES.search(text)) or any(map(all, pairwise(capital)))


def is_pseudonym(text: str) -> bool:
    """Whether ``text`` is a code that could stand for a client: “C-014”, “heron 7”."""
    return bool(PSEUDONYM.fullmatch(text)) and not looks_like_a_name(text) and not holds_an_address(text)


def choose_sample(ids: Iterable[int], *, percent: int, seed: str) -> set[int]:
    """Return the ids to look at: ``percent`` of them rounded up, so at least one; the same ones for the same ``seed``.

    Each id has a fixed place in an order that depends on the seed alone (SHA-256), so that a later draw from more ids
    keeps to that order. Nothing for 0 percent.
    """
    order = sorted(set(ids), key=lambda key: hashlib.sha256(f"{seed}/{key}".encode()).digest())
    return set(order[: -(-len(order) * percent // 100)])


@dataclass(frozen=True)
class LogTotals:
    """What a log has come to; minutes and numbers of treatments. ``open_at_iqa`` are sampled and not settled."""

    minutes: int = 0
    treatments: int = 0
    waiting_minutes: int = 0
    waiting: int = 0
    open_at_iqa: int = 0
    required_minutes: int = 0
    required_treatments: int = 0

    @property
    def reached(self) -> bool:
        """Whether what is signed off is enough."""
        return self.minutes >= self.required_minutes and self.treatments >= self.required_treatments

    @property
    def complete(self) -> bool:
        """Whether it is enough and quality assurance has nothing open."""
        return self.reached and not self.open_at_iqa
