"""What the editor of a question or a case posts, written out of an entry as it stands."""

from typing import Any

from wagtail import blocks
from wagtail.test.utils.form_data import nested_form_data, rich_text

from quizzes.blocks import TEXT_FEATURES
from quizzes.models import Case, Question

Fields = dict[str, Any]


def rich(html: str) -> str:
    return rich_text(html, features=TEXT_FEATURES)


def posted(block: blocks.Block, value: Any) -> Any:
    """Return the fields of a block's form."""
    match block:
        case blocks.StreamBlock():
            return _listed([{"type": child.block_type, "value": posted(child.block, child.value)} for child in value])
        case blocks.ListBlock():
            return _listed([{"value": posted(block.child_block, entry)} for entry in value])
        case blocks.StructBlock():
            return {name: posted(child, value[name]) for name, child in block.child_blocks.items()}
        case blocks.RichTextBlock():
            return rich(value.source if value else "")
        case blocks.BooleanBlock():
            return "on" if value else ""
    return "" if value is None else getattr(value, "pk", value)


def _listed(entries: list[Fields]) -> Fields:
    fields = {str(n): entry | {"deleted": "", "order": str(n)} for n, entry in enumerate(entries)}
    return fields | {"count": str(len(entries))}


def question_form(question: Question, **changed: Any) -> Fields:
    """Return the form of a question; ``changed`` replaces fields."""
    texts = {name: rich(getattr(question, name)) for name in ("stem", "rationale", "references")}
    kept = {name: getattr(question, name) for name in ("key", "difficulty", "outcome")}
    answer = posted(question.answer.stream_block, question.answer)
    return nested_form_data(kept | texts | {"tags": "", "answer": answer} | changed)


def case_form(case: Case, **changed: Any) -> Fields:
    """Return the form of a case; ``changed`` replaces fields."""
    names = ("key", "difficulty", "title", "client_age", "client_sex", "client_occupation", "complaint", "history")
    kept = {name: getattr(case, name) for name in (*names, "posture", "rom", "palpation", "tests")}
    streams = {
        name: posted(getattr(case, name).stream_block, getattr(case, name)) for name in ("pain_drawing", "stages")
    }
    texts = {name: rich(getattr(case, name)) for name in ("rationale", "references")}
    return nested_form_data(kept | streams | texts | {"tags": ""} | changed)
