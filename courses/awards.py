"""What a seat may have earned, told by the app that gives it: so that who judges marks learns what rests on them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Award:
    """One certificate as others may show it; ``state`` is in words, the addresses are staff's pages."""

    enrolment_id: int
    code: str
    holder: str
    state: str
    is_revoked: bool
    url: str
    revoke_url: str


class AwardSource(Protocol):
    """An app that gives awards."""

    def awards_of(self, enrolment_ids: Collection[int]) -> Iterable[Award]:
        """Return what these seats hold, in a constant number of queries."""


_sources: list[AwardSource] = []


def register_awards(source: AwardSource) -> None:
    """Let ``awards_of`` ask ``source``."""
    if source not in _sources:
        _sources.append(source)


def awards_of(enrolment_ids: Collection[int]) -> list[Award]:
    """Return everything that these seats hold."""
    return [award for source in _sources for award in source.awards_of(enrolment_ids)] if enrolment_ids else []
