"""The rules of a discussion: who may read and write, what waits for staff, when an edit is marked. No database."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from courses.access_answer import Access, Reason

#: How long a post may be put right without a mark.
QUIET_EDITS = timedelta(minutes=15)
#: How many posts of a person must have been shown before links of theirs are not looked at first.
TRUSTED_AFTER = 2
#: So many people who report a post hold it back until staff have looked.
REPORTS_THAT_HOLD = 3
#: Seats that were open once: their students go on reading what was said.
ONCE_OPEN = frozenset({Reason.PAUSED, Reason.ENDED})
LINK = re.compile(r"https?:|www\.|mailto:|\]\(|\]:|\w\.(?:com|org|net|info|biz|io|ru|cn|shop|xyz|top)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Standing:
    """How somebody stands in a discussion; ``access`` is the gate's answer that it follows from."""

    access: Access
    may_read: bool = False
    may_write: bool = False
    as_staff: bool = False


def standing_in(access: Access, *, seat_reason: Reason | None, edits: bool, known: bool) -> Standing:
    """Say how a person stands: ``edits`` the lesson, is ``known`` (signed in), has a seat that says ``seat_reason``.

    Whoever only visits a free lesson sees nothing of its discussion.
    """
    if edits and access.reason not in {Reason.NOT_LIVE, Reason.RESTRICTED}:
        return Standing(access, may_read=True, may_write=True, as_staff=True)
    if access.allowed and seat_reason is Reason.ENROLLED:
        return Standing(access, may_read=True, may_write=True)
    if seat_reason in ONCE_OPEN and access.reason in {Reason.FREE_PREVIEW, *ONCE_OPEN}:
        return Standing(_shut(access, seat_reason), may_read=True)
    if access.reason is Reason.FREE_PREVIEW:
        return Standing(_shut(access, seat_reason or (Reason.NOT_ENROLLED if known else Reason.ANONYMOUS)))
    return Standing(access)


def _shut(access: Access, reason: Reason) -> Access:
    return replace(access, allowed=False, reason=reason)


def has_link(text: str) -> bool:
    """Whether a text leads elsewhere, or would if one typed it into a browser."""
    return bool(LINK.search(text))


def must_wait(text: str, *, shown_before: int, by_staff: bool) -> bool:
    """Whether a post waits until staff have looked: it has a link, and its author is new here."""
    return not by_staff and shown_before < TRUSTED_AFTER and has_link(text)


def is_marked_as_edited(*, created_at: datetime, at: datetime) -> bool:
    """Whether an edit now is late enough to be shown."""
    return at - created_at > QUIET_EDITS
