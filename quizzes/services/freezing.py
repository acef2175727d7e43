"""Freezing a quiz into the paper of one attempt: copies of what is published now, in an order drawn by a seed."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from quizzes.models import Case, Question, QuizPage
from quizzes.models.case import Stage
from quizzes.paper import Decision, Item, Paper


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
        self.definitions[number] = self._shuffled(stage.definition)
        return Decision(
            item=number,
            question_id=stage.question_id,
            revision_id=stage.revision_id,
            title=stage.title,
            findings=stage.findings,
            critical=stage.critical,
            reveals=stage.reveals,
        )

    def _shuffled(self, definition: dict[str, Any]) -> dict[str, Any]:
        if not self.shuffle_options or "options" not in definition:
            return definition
        return definition | {"options": self.draw.sample(definition["options"], len(definition["options"]))}


def freeze(quiz: QuizPage, *, seed: int) -> FrozenPaper:
    """Return the paper that ``quiz`` gives now; questions and cases that are not published are left out."""
    draw = Random(seed)  # noqa: S311
    blocks = [block for block in quiz.items if is_published(block.value[block.block_type])]
    if quiz.shuffle_questions:
        draw.shuffle(blocks)
    freezer = Freezer(draw, quiz.shuffle_options)
    items = [
        item
        for block in blocks
        if (item := _item(freezer, block.value[block.block_type], block.value["marks"])).decisions
    ]
    return FrozenPaper(Paper(items=tuple(items), pass_mark=quiz.pass_mark, policy=quiz.policy()), freezer.definitions)


def is_published(entry: Question | Case | None) -> bool:
    """Whether a bank entry may be asked now; one that was deleted is ``None``."""
    return entry is not None and entry.live


def _item(freezer: Freezer, entry: Question | Case, marks) -> Item:
    if isinstance(entry, Case):
        return _case_item(freezer, entry, marks)
    stage = Stage("", "", False, (), entry.definition(), entry.pk, entry.live_revision_id)
    return Item(kind="question", marks=marks, decisions=(freezer.lay_down(stage),))


def _case_item(freezer: Freezer, case: Case, marks) -> Item:
    frozen = case.frozen_texts()
    return Item(
        kind="case",
        marks=marks,
        decisions=tuple(freezer.lay_down(stage) for stage in case.frozen_stages()),
        case_id=case.pk,
        case_revision_id=case.live_revision_id,
        patient=case.patient(),
        rationale=frozen["rationale"],
        references=frozen["references"],
    )
