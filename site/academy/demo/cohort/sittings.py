"""One simulated sitting, laid down as the services would have left it: answered in order, marked by the real rules."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from courses.models import Enrolment
from quizzes.allowance import NO_ALLOWANCE, deadline_of
from quizzes.grading import mark
from quizzes.models import Attempt, Response
from quizzes.paper import Decision, Item
from quizzes.routes import following
from quizzes.services.freezing import FrozenPaper
from quizzes.services.keeping import note_marks, note_result
from quizzes.services.starting import blank_responses
from quizzes.sheet import Sheet, first_sheet
from quizzes.types import Definition, read, type_of

from .press import Press

#: Seconds for one decision: the mean of the quickest and of the slowest student.
QUICK, SLOW = 35, 125
BLANK = 0.02  # of single questions are left out


@dataclass(frozen=True)
class Sat:
    """A sitting, still to be saved; ``pending`` are the decisions that people must mark."""

    attempt: Attempt
    responses: list[Response]
    pending: frozenset[int]


class Sitter:
    """Goes through one paper by the clock, from one decision to the one that the answer leads to."""

    def __init__(self, press: Press, attempt: Attempt, frozen: FrozenPaper, ability: float, draw: Random) -> None:
        self.press, self.attempt, self.paper = press, attempt, frozen.paper
        self.ability, self.draw = ability, draw
        self.responses = {one.item: one for one in blank_responses(attempt, frozen)}
        self.definitions: dict[int, Definition] = {item: read(data) for item, data in frozen.definitions.items()}
        self.pace = draw.uniform(QUICK, SLOW)
        self.moment = attempt.started_at

    def sit(self) -> Sat:
        """Answer until the paper or the time is at its end; mark what can be marked."""
        for item in self.paper.items:
            if not self._answer(item):
                break
        self._hand_in()
        sheet = first_sheet(self.paper, self.definitions, {r.item: r.answer for r in self.responses.values()})
        self._note(sheet)
        return Sat(self.attempt, list(self.responses.values()), sheet.pending)

    def _answer(self, item: Item) -> bool:
        """Answer a question, or a case stage by stage; return whether there was time for it."""
        stage: Decision | None = item.decisions[0]
        while stage is not None:
            response, definition = self.responses[stage.item], self.definitions[stage.item]
            response.revealed = True
            self.moment += timedelta(seconds=self.draw.uniform(0.4, 1.6) * self.pace)
            if self.attempt.is_overdue(self.moment):
                return False
            if len(item.decisions) == 1 and self.draw.random() < BLANK:
                return True
            given = self.press.asked(item, stage).answer(definition, self.ability, self.draw)
            response.answer = type_of(definition).response(definition, given)
            response.sequence, response.saved_at = 1, self.moment
            if stage is item.decisions[-1]:
                return True
            response.locked_at = self.moment
            stage = following(item, stage, mark(definition, response.answer), response.answer)
        return True

    def _hand_in(self) -> None:
        """Hand in a minute later, or by the clock."""
        late = self.attempt.is_overdue(self.moment + timedelta(minutes=1))
        self.attempt.ended_by = Attempt.EndedBy.DEADLINE if late else Attempt.EndedBy.STUDENT
        self.attempt.submitted_at = self.attempt.deadline if late else self.moment + timedelta(minutes=1)

    def _note(self, sheet: Sheet) -> None:
        note_marks(self.responses.values(), sheet)
        self.attempt.state = Attempt.State.SUBMITTED
        if not sheet.pending:
            note_result(self.attempt, sheet)


def sit(press: Press, *, seat: Enrolment, number: int, at: datetime, ability: float, draw: Random) -> Sat:
    """Return one sitting of a student of this ability, begun at ``at``."""
    seed = draw.getrandbits(62)
    frozen = press.paper(seed)
    attempt = Attempt(
        enrolment=seat,
        quiz=press.quiz,
        number=number,
        started_at=at,
        deadline=deadline_of(press.quiz.limits(), NO_ALLOWANCE, at),
        seed=seed,
        paper=frozen.paper.model_dump(mode="json"),
        pass_mark=press.quiz.pass_mark,
    )
    return Sitter(press, attempt, frozen, ability, draw).sit()
