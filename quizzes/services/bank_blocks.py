"""From checked file data to what StreamFields keep; ids come from key and place, so that nothing moves."""

import html
import uuid
from typing import Any

import nh3

from quizzes.blocks import ANSWER_BLOCKS
from quizzes.services.bank_data import AnswerData, StageData

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
    fields = data.answer_fields()
    known = ANSWERS[data.type].child_blocks
    option_fields = known["options"].child_block.child_blocks
    options = [
        {
            "type": "item",
            "id": block_id(key, "option", place),
            "value": {name: _plain(option[name]) for name in option_fields},
        }
        for place, option in enumerate(fields["options"])
    ]
    value = {name: fields.get(name, block.meta.default) for name, block in known.items() if name != "options"}
    return [{"type": data.type, "id": block_id(key, "answer"), "value": {"options": options} | value}]


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool) else str(value).strip()


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
