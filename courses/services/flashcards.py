"""What a student does with cards: answer one, take that back, put one aside, choose, report. All of it idempotent."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.services import audit
from courses.flashcards.days import end_of_today, zone_of
from courses.flashcards.scheduling import Answer, answered, replayed
from courses.models import CardReport, CardReview, CardSettings, CardState, CardUndo

#: Whoever takes longer went for a cup of tea.
LONGEST_ANSWER = timedelta(minutes=10)


@transaction.atomic
def answer_card(
    *,
    student: User,
    key: str,
    version: int,
    rating: int,
    retention: Decimal,
    at: datetime,
    duration: timedelta | None = None,
) -> CardReview | None:
    """Keep an answer and say when the card comes again.

    Return ``None`` if ``version`` is no longer the card's: it was answered already, by a double click or in another
    window, and that answer counted.
    """
    state = _locked(student, key, at)
    if state.version != version:
        return None
    review = CardReview.objects.create(
        card=state,
        at=at,
        rating=rating,
        state=state.state,
        elapsed=at - state.last_review if state.last_review else None,
        duration_ms=_milliseconds(duration),
        retention=retention,
    )
    state.memory = answered(state.memory, Answer(rating, at, float(retention)))
    _save(state)
    return review


@transaction.atomic
def undo_answer(*, student: User, review_id: int, at: datetime) -> CardState | None:
    """Take back the last answer to a card: its state is what the answers before it lead to.

    Return ``None`` if that is not the last answer, or was taken back already.
    """
    review = CardReview.objects.standing().filter(pk=review_id, card__student=student).first()
    if review is None:
        return None
    state = CardState.objects.select_for_update().get(pk=review.card_id)
    answers = list(state.reviews.standing())
    if not answers or answers[-1].pk != review.pk:
        return None
    CardUndo.objects.create(review=review, at=at)
    state.memory = replayed(answers[0].at, map(as_answer, answers[:-1]))
    _save(state)
    return state


@transaction.atomic
def suspend_card(*, student: User, key: str, at: datetime) -> CardState:
    """Ask the card no more, until it is brought back."""
    state = _locked(student, key, at)
    state.suspended = True
    _save(state)
    return state


@transaction.atomic
def bury_card(*, student: User, key: str, at: datetime) -> CardState:
    """Ask the card no more today."""
    state = _locked(student, key, at)
    state.buried_until = end_of_today(at, zone_of(student))
    _save(state)
    return state


@transaction.atomic
def bring_back(*, student: User, key: str, at: datetime) -> CardState:
    """Ask a card again that was suspended or put off."""
    state = _locked(student, key, at)
    state.suspended, state.buried_until = False, None
    _save(state)
    return state


def choose_cards(*, student: User, **choices: Any) -> CardSettings:
    """Keep what the student chose; what is not named stays as it is."""
    return CardSettings.objects.update_or_create(student=student, defaults=choices)[0]


def report_card(*, student: User, key: str, question: str, words: str, at: datetime) -> CardReport:
    """Tell staff that a card is wrong; the same words about the same card are one report."""
    words = words.strip()
    same = CardReport.objects.filter(student=student, key=key, words=words, settled_at=None).first()
    return same or CardReport.objects.create(
        student=student, key=key, question=question[:400], words=words, reported_at=at
    )


@transaction.atomic
def settle_report(*, report: CardReport, actor: User, at: datetime) -> CardReport:
    """Say that a report is dealt with; the second to say so changes nothing."""
    report = CardReport.objects.select_for_update().get(pk=report.pk)
    if report.settled_at is None:
        report.settled_at, report.settled_by = at, actor
        report.save(update_fields=["settled_at", "settled_by"])
        audit.record(action="card_report.settle", target=report, at=at, actor=actor, to_value="settled")
    return report


def as_answer(review: CardReview) -> Answer:
    """Return a kept answer as the scheduler needs it."""
    return Answer(review.rating, review.at, float(review.retention))


def _locked(student: User, key: str, at: datetime) -> CardState:
    """Return the card's state, made if need be, locked until the transaction ends."""
    locked = CardState.objects.select_for_update().filter(student=student, key=key)
    if state := locked.first():
        return state
    CardState.objects.get_or_create(student=student, key=key, defaults={"due": at})  # another window may be as quick
    return locked.get()


def _save(state: CardState) -> None:
    state.version += 1
    state.save()


def _milliseconds(duration: timedelta | None) -> int | None:
    if duration is None or duration < timedelta(0):
        return None
    return int(min(duration, LONGEST_ANSWER) / timedelta(milliseconds=1))
