"""Why a sitting refuses what a student asks; each reason has one answer in HTTP."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(StrEnum):
    """The reasons, as a browser reads them."""

    NO_ACCESS = "no_access"
    NO_ATTEMPTS_LEFT = "no_attempts_left"
    TOO_SOON = "too_soon"
    NOT_OPEN = "not_open"
    CLOSED = "closed"
    WAITING = "waiting"
    EMPTY = "empty"
    STALE = "stale"
    LOCKED = "locked"
    NOT_REVEALED = "not_revealed"
    UNANSWERED = "unanswered"
    SUBMITTED = "submitted"
    LATE = "late"
    INVALID = "invalid"
    UNKNOWN = "unknown"
    TOO_OFTEN = "too_often"


WORDS: dict[Refusal, Promise] = {
    Refusal.NO_ACCESS: _("Your seat in this course does not let you answer right now."),
    Refusal.NO_ATTEMPTS_LEFT: _("You have used all your attempts at this quiz."),
    Refusal.TOO_SOON: _("It is too soon for the next attempt."),
    Refusal.NOT_OPEN: _("This quiz has not opened yet."),
    Refusal.CLOSED: _("This quiz has closed."),
    Refusal.WAITING: _("Your last attempt waits to be marked. The next one can start when it is."),
    Refusal.EMPTY: _("This quiz has no questions yet. Please tell your tutor."),
    Refusal.STALE: _("A newer answer to this question was saved from another window or device; that one is kept."),
    Refusal.LOCKED: _("This decision is locked: what came of it has been revealed."),
    Refusal.NOT_REVEALED: _("This part of the case has not been revealed yet."),
    Refusal.UNANSWERED: _("Decide first, then see what comes of it."),
    Refusal.SUBMITTED: _("This attempt has been handed in."),
    Refusal.LATE: _("The time is up. What you had saved was handed in."),
    Refusal.INVALID: _("That answer does not fit the question."),
    Refusal.UNKNOWN: _("There is no such question in this attempt."),
    Refusal.TOO_OFTEN: _("That is too much at once. Wait a minute."),
}

STATUS: dict[Refusal, int] = {
    Refusal.NO_ACCESS: 403,
    Refusal.NO_ATTEMPTS_LEFT: 409,
    Refusal.TOO_SOON: 409,
    Refusal.NOT_OPEN: 409,
    Refusal.CLOSED: 409,
    Refusal.WAITING: 409,
    Refusal.EMPTY: 409,
    Refusal.STALE: 409,
    Refusal.LOCKED: 409,
    Refusal.NOT_REVEALED: 409,
    Refusal.UNANSWERED: 409,
    Refusal.SUBMITTED: 409,
    Refusal.LATE: 410,
    Refusal.INVALID: 422,
    Refusal.UNKNOWN: 404,
    Refusal.TOO_OFTEN: 429,
}


class Refused(Exception):
    """A sitting refuses; ``reason`` says why, ``words`` says it to the student."""

    def __init__(self, reason: Refusal, words: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.words = words or str(WORDS[reason])

    @property
    def status(self) -> int:
        """The HTTP status of the refusal."""
        return STATUS[self.reason]
