"""Questions, cases and quizzes as the data that ``quizzes.services.bank`` loads: what is told, loads to the same."""

import html
import re
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from wagtail import blocks

from quizzes.blocks import VIGNETTE_PARTS
from quizzes.models import Case, Question, QuizPage
from quizzes.services.bank_data import QuizData
from quizzes.types.authoring import data_of
from quizzes.types.own_picture import OwnPictureBlock

Data = dict[str, Any]
PARAGRAPH = re.compile(r"<p[^>]*>(.*?)</p>", re.DOTALL)
RULES = [name for name in QuizData.model_fields if name not in {"title", "slug", "items", "outcomes", "intro"}]


def words(rich: str) -> str:
    """Return rich text as plain paragraphs if it is no more than that, else as it is."""
    if re.sub(PARAGRAPH, "", rich).strip() or "<" in "".join(PARAGRAPH.findall(rich)):
        return rich
    return "\n\n".join(html.unescape(text) for text in PARAGRAPH.findall(rich))


def filled(data: Data) -> Data:
    """Leave out what says nothing."""
    return {name: value for name, value in data.items() if value not in ("", None, [], False)}


def question_data(question: Question, tags: Iterable[str] | None = None) -> Data:
    """Return a question with its key; whoever tells many names their ``tags``, so that nobody asks for each."""
    return filled(
        {
            "key": question.key,
            **answer_data(question.stem, question.answer, question.rationale, question.references),
            "outcome": question.outcome,
            "difficulty": question.difficulty,
            "tags": sorted(question.tags.names() if tags is None else tags),
        }
    )


def answer_data(stem: str, answer: blocks.StreamValue, rationale: str, references: str) -> Data:
    """Return what questions and a case's own decisions share."""
    own = answer[0]
    return (
        {"type": own.block_type, "stem": words(stem)}
        | _told(own.block, data_of(own.block, own.value))
        | filled({"rationale": words(rationale), "references": words(references)})
    )


def _told(block: blocks.Block, data: Any) -> Any:
    """Leave out of a block's data the ids, and whatever says no more than the block's default."""
    match block:
        case OwnPictureBlock():
            return data
        case blocks.StructBlock():
            return {
                name: _told(child, data[name])
                for name, child in block.child_blocks.items()
                if name in data and data[name] not in (child.meta.default, "", [])
            }
        case blocks.ListBlock():
            return [_told(block.child_block, entry) for entry in data]
    return _plain(data)


def case_data(case: Case) -> Data:
    """Return a case with its stages."""
    return filled(
        {
            "key": case.key,
            "title": case.title,
            "client": {"age": case.client_age, "sex": case.client_sex, "occupation": case.client_occupation},
            "complaint": case.complaint,
            "pain_drawing": [block.value for block in case.pain_drawing],
            **{name: getattr(case, name) for name, _label in VIGNETTE_PARTS},
            "stages": [stage_data(block.value) for block in case.stages],
            "rationale": words(case.rationale),
            "references": words(case.references),
            "difficulty": case.difficulty,
            "tags": sorted(case.tags.names()),
        }
    )


def stage_data(stage: blocks.StructValue) -> Data:
    """Return one stage with its decision."""
    decision = stage["decision"][0]
    if decision.block_type == "question":
        asked: Data = {"question": decision.value.key}
    else:
        own = decision.value
        asked = answer_data(own["stem"].source, own["answer"], own["rationale"].source, own["references"].source)
    return filled(
        {
            "title": stage["title"],
            "findings": words(stage["findings"].source),
            "reveals": list(stage["reveals"] or ()),
            "decision": asked | filled({"critical": stage["critical"]}),
            "branches": [filled(dict(branch)) for branch in stage["branches"]],
        }
    )


def quiz_data(quiz: QuizPage) -> Data:
    """Return a quiz with its items by key."""
    rules = {name: _plain(getattr(quiz, name)) for name in RULES}
    told = {name: value for name, value in rules.items() if value != QuizData.model_fields[name].default}
    items = [_item(block) for block in quiz.items]
    outcomes = [block.value for block in quiz.outcomes]
    return (
        filled({"title": quiz.title, "slug": quiz.slug, "intro": words(quiz.intro)})
        | told
        | filled({"outcomes": outcomes, "items": items})
    )


def _item(block: blocks.StreamValue.StreamChild) -> Data:
    item = _draw(block.value) if block.block_type == "draw" else {block.block_type: block.value[block.block_type].key}
    return item if block.value["marks"] == 1 else item | {"marks": _plain(block.value["marks"])}


def _draw(value: blocks.StructValue) -> Data:
    names = ("draw", "tags", "keys_start", "types", "difficulty", "outcome")
    return filled({name: list(value[name] or ()) if name in ("tags", "types") else value[name] for name in names})


def _plain(value: Any) -> Any:
    """Numbers and moments as YAML writes them."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value
