"""Freezing a quiz into the paper of one attempt: copies of what is published now, in an order drawn by a seed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any

from quizzes.models import Case, Question, QuizPage
from quizzes.models.case import Stage
from quizzes.paper import Branch, Decision, Item, Paper
from quizzes.routes import END
from quizzes.services.dealing import entries_of
from quizzes.types import QUESTION_TYPES


@dataclass(frozen=True)
class FrozenPaper:
    """The paper, and the definition of each decision by its number."""

    paper: Paper
    definitions: dict[int, dict[str, Any]]


@dataclass
class Freezer:
    """Numbers the decisions as they are laid down, and shuffles options where the quiz asks for it."""

    draw: Random
    shuffle_options: bool
    definitions: dict[int, dict[str, Any]] = field(default_factory=dict)

    def lay_down(self, stage: Stage) -> Decision:
        """Keep a stage's definition under the next number and return the decision for the paper."""
        number = len(self.definitions) + 1
        kind = QUESTION_TYPES[stage.definition["type"]]
        self.definitions[number] = kind.lay_down(stage.definition, self.draw, shuffle=self.shuffle_options)
        return Decision(
            item=number,
            question_id=stage.question_id,
            revision_id=stage.revision_id,
            title=stage.title,
            findings=stage.findings,
            critical=stage.critical,
            reveals=stage.reveals,
        )


@dataclass(frozen=True)
class Printed:
    """A question or case as every paper of today has it: the item, still without decisions, and its stages."""

    item: Item
    stages: tuple[Stage, ...]


def freeze(quiz: QuizPage, *, seed: int) -> FrozenPaper:
    """Return the paper that ``quiz`` gives now; questions and cases that are not published are left out."""
    draw = Random(seed)  # noqa: S311
    return lay_out(quiz, [print_entry(entry, marks) for entry, marks in entries_of(quiz, draw)], draw)


def lay_out(quiz: QuizPage, entries: list[Printed], draw: Random) -> FrozenPaper:
    """Return one student's paper of these entries, in an order that ``draw`` goes on to decide."""
    if quiz.shuffle_questions:
        draw.shuffle(entries)
    freezer = Freezer(draw, quiz.shuffle_options)
    items = tuple(_item(freezer, entry) for entry in entries if entry.stages)
    paper = Paper(items=items, pass_mark=quiz.pass_mark, policy=quiz.policy(), limits=quiz.limits())
    return FrozenPaper(paper, freezer.definitions)


def print_entry(entry: Question | Case, marks: Decimal) -> Printed:
    """Return what all papers that ask ``entry`` today have in common."""
    if isinstance(entry, Question):
        stage = Stage("", "", False, (), entry.definition(), entry.pk, entry.live_revision_id)
        return Printed(Item(kind="question", marks=marks, decisions=()), (stage,))
    case = Item(
        kind="case",
        marks=marks,
        decisions=(),
        case_id=entry.pk,
        case_revision_id=entry.live_revision_id,
        patient=entry.patient(),
        **entry.frozen_texts(),
    )
    return Printed(case, tuple(entry.frozen_stages()))


def _item(freezer: Freezer, entry: Printed) -> Item:
    decisions = [freezer.lay_down(stage) for stage in entry.stages]
    numbers = {stage.title: one.item for stage, one in zip(entry.stages, decisions, strict=True)} | {"": END}
    led = tuple(
        decision.model_copy(update={"branches": tuple(_branches(stage, numbers))})
        for stage, decision in zip(entry.stages, decisions, strict=True)
    )
    return entry.item.model_copy(update={"decisions": led})


def _branches(stage: Stage, numbers: Mapping[str, int]) -> Iterator[Branch]:
    """Give the branches that can be taken: a stage or an option that is gone takes its branch with it."""
    options = {option["text"]: option["id"] for option in stage.definition.get("options", ())}
    for branch in stage.branches:
        option = options.get(branch["option"] or "", "")
        if (branch["to"] or "") in numbers and (option or branch["when"] != "option"):
            leads = {"when": branch["when"], "option": option, "to": numbers[branch["to"] or ""]}
            yield Branch.model_validate(leads)
