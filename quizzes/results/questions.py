"""One question closely: what became of each of its options."""

from dataclasses import dataclass, replace
from typing import Any

from quizzes.models import QuizPage, Response
from quizzes.results.choosing import Which, sittings_of
from quizzes.results.shapes import Asked, Results
from quizzes.statistics import ItemFigures, ItemInfo, OptionFigures, analyse_items
from quizzes.types import Definition, read
from quizzes.types.choice import Options


@dataclass(frozen=True)
class OptionLine:
    """One option in its words, with its figures."""

    text: str
    figures: OptionFigures


@dataclass(frozen=True)
class QuestionResults:
    """A revision of a question as it was asked, and how it fared."""

    definition: Definition
    figures: ItemFigures
    options: tuple[OptionLine, ...]


def question_results(*, quiz: QuizPage, which: Which, results: Results, asked: Asked) -> QuestionResults:
    """Return the figures of one question with its options: one query for the answers."""
    definition = read(results.definitions[asked.key, 0])
    info = ItemInfo(asked.key, asked.marks, definition.type, *_options(definition))
    answers = _answers(quiz, which, asked)
    place = results.asked.index(asked)
    blank: tuple[tuple[str, ...], ...] = ((),) * len(results.asked)
    picks = []
    for sitting in results.sittings:
        number = sitting.columns.get(asked.key, (0,))[0]
        picked = picks_of(definition, answers.get((sitting.id, number)))
        picks.append((*blank[:place], picked, *blank[place + 1 :]))
    infos = (*results.sheet.items[:place], info, *results.sheet.items[place + 1 :])
    figures = analyse_items(replace(results.sheet, items=infos, picks=tuple(picks)))[place]
    return QuestionResults(definition, figures, tuple(_lines(definition, figures)))


def _options(definition: Definition) -> tuple[tuple[str, ...], frozenset[str]]:
    if not isinstance(definition, Options):
        return (), frozenset()
    return tuple(option.id for option in definition.options), definition.key_ids


def _lines(definition: Any, figures: ItemFigures) -> list[OptionLine]:
    return [OptionLine(definition.option(option.id).text, option) for option in figures.options]


def _answers(quiz: QuizPage, which: Which, asked: Asked) -> dict[tuple[int, int], Any]:
    attempts = sittings_of(quiz.pk, which).order_by().values("pk")
    rows = Response.objects.filter(attempt__in=attempts, question_id=asked.id, revision_id=asked.revision).order_by()
    return {(attempt, item): answer for attempt, item, answer in rows.values_list("attempt_id", "item", "answer")}


def picks_of(definition: Any, answer: Any) -> tuple[str, ...]:
    """Return the ids of the options that an answer names; an answer in the student's own words may mean one."""
    if not answer or not isinstance(definition, Options):
        return ()
    if hasattr(definition, "meant"):
        return tuple(dict.fromkeys(option.id for option in definition.meant(answer) if option))
    return (answer,) if isinstance(answer, str) else tuple(answer)
