"""What a remedy would do: who moves, and whose certificate is touched. Nothing is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from courses.awards import Award, awards_of
from quizzes.models import Attempt, Question, RegradeChange
from quizzes.remedies import BY_NEW_KEY, Remedy, Treatment
from quizzes.services.regrade_sheets import Revisions, change_of, read_sheets
from quizzes.sheet import refusals, regraded
from quizzes.types import read


class NoNewKey(ValueError):
    """The remedy marks by the new key, and the question is not published."""


@dataclass(frozen=True)
class Outcome:
    """What a remedy does to one attempt; ``refused`` counts its answers that the new key does not take."""

    change: RegradeChange
    refused: int = 0

    @property
    def attempt(self) -> Attempt:
        """The attempt with its student and quiz, without its paper."""
        return self.change.attempt

    @property
    def rank(self) -> tuple[int, int]:
        """Who loses first, then who gains, then whose score changes, then papers with nothing left."""
        change = self.change
        kinds = (change.loses_pass, change.gains_pass, change.is_news, change.none_left)
        return kinds.index(True) if any(kinds) else len(kinds), change.attempt_id


@dataclass(frozen=True)
class Preview:
    """Every attempt concerned, and the certificates that rest on a pass that would go."""

    outcomes: tuple[Outcome, ...]
    touched: tuple[tuple[RegradeChange, Award], ...]

    @property
    def worth_listing(self) -> list[Outcome]:
        """The attempts whose result changes, and those whose paper would be empty."""
        kept = [one for one in self.outcomes if one.change.is_news or one.change.none_left]
        return sorted(kept, key=lambda one: one.rank)

    @property
    def counts(self) -> dict[str, int]:
        """The figures that staff decide by."""
        return {
            "attempts": len(self.outcomes),
            "changed": sum(one.change.is_news for one in self.outcomes),
            "to_pass": sum(one.change.gains_pass for one in self.outcomes),
            "to_fail": sum(one.change.loses_pass for one in self.outcomes),
            "refused": sum(one.refused for one in self.outcomes),
            "none_left": sum(one.change.none_left for one in self.outcomes),
            "certificates": len(self.touched),
        }


def new_key(question: Question) -> dict[str, Any] | None:
    """Return the definition as it is published now; ``None`` if it is not."""
    return question.definition() if question.live else None


def treatment_for(remedy: Remedy, definition: dict[str, Any] | None) -> Treatment:
    """Return a remedy with its key; raise NoNewKey where it needs one and there is none."""
    if remedy not in BY_NEW_KEY:
        return Treatment(remedy)
    if definition is None:
        raise NoNewKey
    return Treatment(remedy, read(definition))


def preview_regrade(*, question: Question, remedy: Remedy, revisions: Revisions) -> Preview:
    """Return what the remedy would do to every marked attempt; raise NoNewKey. A constant number of queries."""
    return preview_of(question.pk, treatment_for(remedy, new_key(question)), revisions)


def preview_of(question_id: int, treatment: Treatment, revisions: Revisions) -> Preview:
    """Return what a treatment does."""
    outcomes = tuple(_outcomes(question_id, treatment, revisions))
    return Preview(outcomes, tuple(touched_by([one.change for one in outcomes])))


def _outcomes(question_id: int, treatment: Treatment, revisions: Revisions) -> Iterator[Outcome]:
    for attempt, responses, sheet in read_sheets(question_id, revisions):
        own = [r for r in responses if r.question_id == question_id and r.revision_id in revisions]
        is_change = treatment.remedy != Remedy.NONE
        after = regraded(sheet, treatment, [r.item for r in own]) if is_change else sheet
        change = change_of(attempt, sheet, after, responses)
        change.none_left = change.none_left and is_change
        del attempt.paper, attempt.frozen_paper  # read, and heavy
        yield Outcome(change, refusals(treatment, [r.answer for r in own]))


def touched_by(changes: Sequence[RegradeChange], *, undone: bool = False) -> list[tuple[RegradeChange, Award]]:
    """Return whoever loses the only pass of a quiz, with the certificate that rests on it; two queries.

    ``undone``: by going back from after to before.
    """
    lost = [one for one in changes if (one.gains_pass if undone else one.loses_pass)]
    if not lost:
        return []
    kept = {_seat_and_quiz(one.attempt) for one in changes if (one.old_passed if undone else one.new_passed)}
    concerned = {one.attempt_id for one in changes}
    others = Attempt.objects.filter(enrolment__in={one.attempt.enrolment_id for one in lost}, passed=True)
    rows = others.values_list("enrolment", "quiz", "pk")
    kept |= {(enrolment, quiz) for enrolment, quiz, pk in rows if pk not in concerned}
    bare = {one.attempt.enrolment_id: one for one in lost if _seat_and_quiz(one.attempt) not in kept}
    return [(bare[award.enrolment_id], award) for award in awards_of(bare.keys())]


def _seat_and_quiz(attempt: Attempt) -> tuple[int, int]:
    return attempt.enrolment_id, attempt.quiz_id
