"""Whether what somebody typed says what an author accepts: case, accents, spacing and slips as the author allows."""

import unicodedata
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, Field

LONGEST_ANSWER = 200
#: A slip is forgiven only where this many letters stand for it, so that no short word turns into another.
LETTERS_PER_SLIP = 4
EDGES = " .,;:!?\"'“”‘’"


class Spelling(BaseModel):
    """How strictly an answer is read; ``slips`` is how many typing slips it may have."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    case_sensitive: bool = False
    accents_matter: bool = False
    slips: int = Field(default=0, ge=0, le=2)


def says(given: str, accepted: str, spelling: Spelling) -> bool:
    """Return whether ``given`` is ``accepted``, in which ``*`` stands for any words and no slips."""
    wanted, got = plain(accepted, spelling), plain(given, spelling)
    if "*" in wanted:
        return _has_in_order(got, wanted.split("*"))
    allowed = min(spelling.slips, len(wanted) // LETTERS_PER_SLIP)
    return got == wanted or (abs(len(got) - len(wanted)) <= allowed and slips_between(got, wanted) <= allowed)


def plain(text: str, spelling: Spelling) -> str:
    """Return a text as it is compared: spaces and quotes alike, bare edges, case and accents as they count."""
    text = " ".join(unicodedata.normalize("NFKC", text).replace("’", "'").split()).strip(EDGES)
    if not spelling.case_sensitive:
        text = text.casefold()
    if spelling.accents_matter:
        return text
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


def _has_in_order(text: str, parts: list[str]) -> bool:
    """Begins with the first part, ends with the last, has the others between, in order; in linear time."""
    first, *middle, last = parts
    if len(text) < len(first) + len(last) or not text.startswith(first) or not text.endswith(last):
        return False
    place, end = len(first), len(text) - len(last)
    for part in middle:
        found = text.find(part, place, end)
        if found < 0:
            return False
        place = found + len(part)
    return True


@lru_cache(maxsize=4096)
def slips_between(one: str, other: str) -> int:
    """Return the least number of letters added, left out, changed or swapped with a neighbour (Damerau 1964)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, row, older = row, [i], before
        for j, b in enumerate(other, 1):
            steps = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                steps = min(steps, older[j - 2] + 1)
            row.append(steps)
        before = last
    return row[-1]
