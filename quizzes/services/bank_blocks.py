"""From checked file data to what StreamFields keep; ids come from key and place, so that nothing moves."""

import html
import uuid
from decimal import Decimal
from typing import Any

import nh3
from wagtail import blocks

from quizzes.blocks import ANSWER_BLOCKS
from quizzes.services.bank_data import AnswerData, ItemData, StageData
from quizzes.types.own_picture import OwnPictureBlock

TAGS = {"p", "br", "b", "i", "strong", "em", "ul", "ol", "li", "a", "sup", "sub"}
SPACE = uuid.UUID("6f0a4f0e-3f0f-5d57-9a5e-2f6f5f0d7c11")
ANSWERS = dict(ANSWER_BLOCKS)


def block_id(*names: object) -> str:
    """Return a block's id for its place under a key."""
    return str(uuid.uuid5(SPACE, "/".join(map(str, names))))


def rich(text: str) -> str:
    """Return rich text: plain text becomes paragraphs, HTML is cut down to what our editors can write."""
    text = text.strip()
    if "</" in text or "<br" in text:
        return nh3.clean(text, tags=TAGS, attributes={"a": {"href"}}, link_rel=None)
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n")]
    return "".join(f"<p>{html.escape(part, quote=False)}</p>" for part in paragraphs if part)


def answer_stream(data: AnswerData, key: str) -> list[dict[str, Any]]:
    """Return the stream of one answer block."""
    return [{"type": data.type, "id": block_id(key, "answer"), "value": _kept(ANSWERS[data.type], data.own, key)}]


def _kept(block: blocks.Block, data: Any, key: str) -> Any:
    """Return what a StreamField keeps for ``block``; what the file leaves out has the block's default."""
    match block:
        case OwnPictureBlock():
            return block.kept(data)
        case blocks.StructBlock():
            return {
                name: _kept(child, data.get(name, child.meta.default), f"{key}/{name}")
                for name, child in block.child_blocks.items()
            }
        case blocks.ListBlock():
            return [
                {"type": "item", "id": block_id(key, place), "value": _kept(block.child_block, entry, f"{key}/{place}")}
                for place, entry in enumerate(data)
            ]
        case blocks.DecimalBlock() if data is not None:
            return f"{Decimal(str(data)).normalize():f}"
        case blocks.IntegerBlock() if data is not None:
            return int(data)
    return data if data is None or isinstance(data, bool) else str(data).strip()


def stage_block(data: StageData, key: str, question_ids: dict[str, int]) -> dict[str, Any]:
    """Return one stage of a case; ``key`` is the stage's own."""
    return {
        "type": "stage",
        "id": block_id(key),
        "value": {
            "title": data.title,
            "reveals": list(data.reveals),
            "findings": rich(data.findings),
            "decision": [_decision(data, key, question_ids)],
            "critical": data.decision.critical,
            "branches": [
                {"type": "item", "id": block_id(key, "branch", place), "value": branch.model_dump()}
                for place, branch in enumerate(data.branches)
            ],
        },
    }


def _decision(data: StageData, key: str, question_ids: dict[str, int]) -> dict[str, Any]:
    own, asked = data.decision.inline, data.decision.question
    if own is None:
        return {"type": "question", "id": block_id(key, "decision"), "value": question_ids[asked or ""]}
    value = {
        "stem": rich(own.stem),
        "answer": answer_stream(own, key),
        "rationale": rich(own.rationale),
        "references": rich(own.references),
    }
    return {"type": "inline", "id": block_id(key, "decision"), "value": value}


def item_block(item: ItemData, item_id: str, questions: dict[str, int], cases: dict[str, int]) -> dict[str, Any]:
    """Return the block of a quiz's item; ``questions`` and ``cases`` are ids by key."""
    if item.draw:
        tags = [{"type": "item", "id": block_id(item_id, "tag", tag), "value": tag} for tag in item.tags]
        kind, entry = "draw", {"draw": item.draw} | item.criteria() | {"tags": tags}
    elif item.question:
        kind, entry = "question", {"question": questions[item.question]}
    else:
        kind, entry = "case", {"case": cases[item.case or ""]}
    return {"type": kind, "id": item_id, "value": entry | {"marks": str(item.marks)}}
