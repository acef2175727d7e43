"""Freezing a quiz into the paper of one attempt: copies of what is published now, in an order drawn by a seed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
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


def freeze(quiz: QuizPage, *, seed: int) -> FrozenPaper:
    """Return the paper that ``quiz`` gives now; questions and cases that are not published are left out."""
    draw = Random(seed)  # noqa: S311
    entries = entries_of(quiz, draw)
    if quiz.shuffle_questions:
        draw.shuffle(entries)
    freezer = Freezer(draw, quiz.shuffle_options)
    items = [item for entry, marks in entries if (item := _item(freezer, entry, marks)).decisions]
    paper = Paper(items=tuple(items), pass_mark=quiz.pass_mark, policy=quiz.policy(), limits=quiz.limits())
    return FrozenPaper(paper, freezer.definitions)


def _item(freezer: Freezer, entry: Question | Case, marks) -> Item:
    if isinstance(entry, Case):
        return _case_item(freezer, entry, marks)
    stage = Stage("", "", False, (), entry.definition(), entry.pk, entry.live_revision_id)
    return Item(kind="question", marks=marks, decisions=(freezer.lay_down(stage),))


def _case_item(freezer: Freezer, case: Case, marks) -> Item:
    frozen = case.frozen_texts()
    stages = list(case.frozen_stages())
    decisions = [freezer.lay_down(stage) for stage in stages]
    numbers = {stage.title: decision.item for stage, decision in zip(stages, decisions, strict=True)} | {"": END}
    return Item(
        kind="case",
        marks=marks,
        decisions=tuple(
            decision.model_copy(update={"branches": tuple(_branches(stage, numbers))})
            for stage, decision in zip(stages, decisions, strict=True)
        ),
        case_id=case.pk,
        case_revision_id=case.live_revision_id,
        patient=case.patient(),
        rationale=frozen["rationale"],
        references=frozen["references"],
    )


def _branches(stage: Stage, numbers: Mapping[str, int]) -> Iterator[Branch]:
    """Give the branches that can be taken: a stage or an option that is gone takes its branch with it."""
    options = {option["text"]: option["id"] for option in stage.definition.get("options", ())}
    for branch in stage.branches:
        option = options.get(branch["option"] or "", "")
        if (branch["to"] or "") in numbers and (option or branch["when"] != "option"):
            leads = {"when": branch["when"], "option": option, "to": numbers[branch["to"] or ""]}
            yield Branch.model_validate(leads)
