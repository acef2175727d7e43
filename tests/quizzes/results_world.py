"""Attempts written straight into the database, by the hundred, as the services would have left them."""

from datetime import datetime, timedelta
from decimal import Decimal

from accounts.models import User
from courses.models import Enrolment
from quizzes.models import Attempt, QuizPage, Response
from quizzes.services.freezing import freeze
from tests.builders import COUNTER
from tests.quizzes.conftest import NOON


def write_sittings(quiz: QuizPage, rows: list[list[int]], *, at: datetime = NOON, seats=None) -> list[Attempt]:
    """Write a marked attempt for each row of marks (0 or 1 a decision, of an unshuffled paper); return them."""
    seats = seats or make_seats(quiz, len(rows))
    frozen = freeze(quiz, seed=1)
    paper = frozen.paper.model_dump(mode="json")
    attempts = []
    for seat, row in zip(seats, rows, strict=True):
        score = Decimal(sum(row)) / len(row)
        attempts.append(
            Attempt(
                enrolment=seat,
                quiz=quiz,
                number=Attempt.objects.filter(enrolment=seat, quiz=quiz).count() + 1,
                state=Attempt.State.MARKED,
                started_at=at,
                submitted_at=at + timedelta(minutes=10),
                seed=1,
                paper=paper,
                pass_mark=quiz.pass_mark,
                score=round(score, 8),
                passed=score * 100 >= quiz.pass_mark,
            )
        )
    attempts = Attempt.objects.bulk_create(attempts)
    answers = [_answers(frozen, attempt, row) for attempt, row in zip(attempts, rows, strict=True)]
    Response.objects.bulk_create([one for given in answers for one in given], batch_size=5000)
    return attempts


def make_seats(quiz: QuizPage, count: int) -> list[Enrolment]:
    """Seat ``count`` new people in the quiz's course."""
    numbers = [next(COUNTER) for _seat in range(count)]
    people = User.objects.bulk_create(
        [User(email=f"sitter{n}@example.com", legal_name=f"Sitter {n:05}") for n in numbers]
    )
    return Enrolment.objects.bulk_create(
        [Enrolment(student=person, course=quiz.course, started_at=NOON) for person in people]
    )


def _answers(frozen, attempt: Attempt, row: list[int]) -> list[Response]:
    return [
        Response(
            attempt=attempt,
            item=decision.item,
            question_id=decision.question_id,
            revision_id=decision.revision_id,
            definition=frozen.definitions[decision.item],
            answer=_pick(frozen.definitions[decision.item], right=bool(mark)),
            fraction=mark,
            mark=mark * Decimal(item.marks) / len(item.decisions),
        )
        for (item, decision), mark in zip(frozen.paper.decisions, row, strict=True)
    ]


def _pick(definition: dict, *, right: bool) -> str:
    return next(option["id"] for option in definition["options"] if option["correct"] is right)
