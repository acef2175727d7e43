"""How often each page asks the database, once everything is warm."""

from tests.bench.asks import Visitor
from tests.bench.sittings import submit_after_answering, whole_attempt
from tests.bench.world import World
from tests.bench.wsgi import answer, statements_of

#: Of an attempt of ten questions: three of the answers are counted, so that it has nine steps.
COUNTED_ANSWERS = 3


def count_pages(pages: dict[str, list[Visitor]]) -> dict[str, int]:
    """Return the statements of one more request for each page, after three that warm it."""
    return {name: _count(visitors[0]) for name, visitors in pages.items()}


def count_attempts(world: World) -> dict[str, int]:
    """Return the statements of handing in sixty answers, of nine steps of an attempt, and of all its sixteen."""
    list(whole_attempt(world.short_quiz, world.sessions[0]))
    steps = [(name, len(statements)) for name, statements in whole_attempt(world.short_quiz, world.sessions[1])]
    answers = [number for name, number in steps if name.startswith("answer")]
    uncounted = sum(answers[COUNTED_ANSWERS:])
    whole = sum(number for _name, number in steps)
    return {
        "submit and grade 60 questions": len(submit_after_answering(world.long_quiz, world.sessions[2])),
        "nine-step attempt of 10 questions": whole - uncounted,
        f"the same with all {len(answers)} answers": whole,
    }


def _count(visitor: Visitor) -> int:
    for _warm in range(3):
        answer(visitor())
    return len(statements_of(visitor())[0])
