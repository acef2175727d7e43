"""What to revise next after an attempt: marks by learning outcome, the lessons that teach it, the cards."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from courses.models import LessonPage
from courses.outline import OutlineStep
from quizzes.paper import Policy
from quizzes.results.outcomes import OutcomeMarks, Part, by_outcome, outcome_name
from quizzes.reviewing import ReviewedItem

#: The deck that ``quizzes.flashcards`` makes of missed questions.
DECK = "questions"


@dataclass(frozen=True)
class OutcomeAdvice:
    """One outcome with the lessons that name it; ``first`` is the one to revise next."""

    marks: OutcomeMarks
    lessons: tuple[OutlineStep, ...]
    first: bool


@dataclass(frozen=True)
class Advice:
    """The outcomes of an attempt, the weakest first; ``deck`` is where its missed questions come back, or empty."""

    outcomes: tuple[OutcomeAdvice, ...]
    deck: str


def advise(items: Sequence[ReviewedItem], lessons: Sequence[OutlineStep], see: Policy) -> Advice | None:
    """Return what the marks say, ``None`` where they may not be shown or the paper names no outcomes: one query."""
    if not see.marks or not any(entry.shown.definition.outcome for item in items for entry in item.decisions):
        return None
    outcomes = by_outcome(_parts(items))
    teaching = _lessons_by_outcome(lessons) if any(outcome.is_weak for outcome in outcomes) else {}
    advice = []
    for place, outcome in enumerate(outcomes):
        first = place == 0 and outcome.is_weak
        named = teaching.get(_folded(outcome.name), ()) if outcome.is_weak else ()
        advice.append(OutcomeAdvice(outcome, named or (tuple(lessons) if first else ()), first))
    return Advice(tuple(advice), DECK if see.right_answers and _missed(items) else "")


def _parts(items: Iterable[ReviewedItem]) -> Iterator[Part]:
    for item in items:
        title = item.item.patient.title if item.item.patient else ""
        for entry in item.decisions:
            if entry.is_dropped:
                continue
            name = outcome_name({"outcome": entry.shown.definition.outcome}, title)
            yield name, float(entry.response.mark or 0), float(item.item.marks) / len(item.decisions), 1


def _missed(items: Iterable[ReviewedItem]) -> bool:
    """Whether any question of the bank was answered and not right: what becomes a card."""
    alone = (item.decisions[0] for item in items if item.item.kind == "question")
    return any(entry.outcome in {"partly", "wrong"} for entry in alone)


def _lessons_by_outcome(lessons: Sequence[OutlineStep]) -> dict[str, tuple[OutlineStep, ...]]:
    """Return the lessons by the outcomes that they name."""
    pages = LessonPage.objects.filter(pk__in=[lesson.id for lesson in lessons]).only("pk", "outcomes")
    named = {page.pk: {_folded(str(block.value)) for block in page.outcomes} for page in pages}
    outcomes = {name for names in named.values() for name in names}
    return {name: tuple(one for one in lessons if name in named.get(one.id, ())) for name in outcomes}


def _folded(words: str) -> str:
    """Two ways to write the same line are the same outcome."""
    return " ".join(words.split()).rstrip(".").casefold()
