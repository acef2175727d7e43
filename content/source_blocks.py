"""From the pieces of a source file to the stored values of a body's blocks.

Each fence has one maker below; what a maker returns is the block's stored shape (see ``content.blocks``). The result
is then cleaned by the block's own rules, so that a file can hold nothing that the editor's form would refuse.
"""

import re
import uuid
from collections import Counter
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from wagtail.blocks import StreamBlock, StreamValue

from content.atlas.source import atlas_figure
from content.blocks import BODY_BLOCKS
from content.source_makers import LESSON_MAKERS, Maker, questions_in
from content.source_makers.fields import MARKDOWN, FieldError, argument, render_markdown
from content.source_makers.tables import rows_of

from .source import Piece, Source
from .source_faults import SourceError
from .source_finder import Finder

__all__ = ["Finder", "questions_in", "render_markdown", "stream_of"]

DOI = re.compile(r"\bdoi:\s*(10\.\d{4,9}/\S+)", re.IGNORECASE)
SPACE = uuid.UUID("0b9a6e0c-6c0f-5a53-8b34-5a6d8d5a4c11")


def stream_of(source: Source, finder: Finder | None = None) -> StreamValue:
    """Return the body of a source file as a cleaned stream; raise SourceError at the line of the first fault.

    A block keeps its id as long as it stays the same one of its kind in its file: cards and self-checks are known by
    it.
    """
    block, finder = StreamBlock(BODY_BLOCKS, required=False), finder or Finder()
    stored = []
    seen: Counter[str] = Counter()
    for piece in source.pieces:  # one by one first, so that a fault is named with its line
        seen[piece.kind] += 1
        block_id = str(uuid.uuid5(SPACE, f"{source.file}/{piece.kind}/{seen[piece.kind]}"))
        stored.append(_stored(source.file, piece, finder) | {"id": block_id})
        _cleaned(block, stored[-1:], source.file, piece)
    return block.clean(block.to_python(stored))


def _cleaned(block: StreamBlock, stored: list[dict[str, Any]], file: str, piece: Piece) -> None:
    try:
        block.clean(block.to_python(stored))
    except ValidationError as error:
        fault = next(iter(getattr(error, "block_errors", {}).values()), error)
        fields = getattr(fault, "block_errors", None)
        field = next(iter(fields)) if isinstance(fields, dict) and fields else ""
        raise SourceError(file, _line_of(piece, str(field)), _words(fault)) from error


def _line_of(piece: Piece, field: str, line: int = 0) -> int:
    """Return the line of a field of a fence, so far as it is written there; else that of the fence."""
    if not line and field:
        names = [re.match(r"\s*(?:- )?(\w+):", text) for text in piece.text.splitlines()]
        line = next(
            (number for number, name in enumerate(names, 1) if name and name[1] == field.rsplit(maxsplit=1)[-1]), 0
        )
    return piece.line + line


def _words(error: Exception) -> str:
    """Say what a nested block error says, as one line."""
    for name in ("block_errors", "list_errors"):
        nested = getattr(error, name, None)
        if nested:
            items = nested.items() if isinstance(nested, dict) else enumerate(nested)
            return "; ".join(f"{key}: {_words(inner)}" for key, inner in items if inner)
    return " ".join(getattr(error, "messages", [str(error)]))


def _stored(file: str, piece: Piece, finder: Finder) -> dict[str, Any]:
    maker = MAKERS.get(piece.kind)
    if maker is None:
        raise SourceError(file, piece.line, f"there is no block “{piece.kind}”; there are: {', '.join(sorted(MAKERS))}")
    try:
        return {"type": piece.kind, "value": maker(piece, finder)}
    except FieldError as error:
        raise SourceError(file, _line_of(piece, error.field, error.line), str(error)) from error
    except ValueError as error:
        raise SourceError(file, piece.line, str(error)) from error


def _heading(piece: Piece, _finder: Finder) -> dict[str, Any]:
    return {"text": piece.text, "level": piece.arguments[0], "anchor": slugify(piece.text)}


def _text(piece: Piece, _finder: Finder) -> str:
    return render_markdown(piece.text)


def _callout(piece: Piece, _finder: Finder) -> dict[str, Any]:
    title = piece.arguments[1] if len(piece.arguments) > 1 else ""
    return {"kind": argument(piece, 0, "kind"), "title": title, "text": render_markdown(piece.text)}


def _quotation(piece: Piece, _finder: Finder) -> dict[str, Any]:
    return {"text": piece.text, "source": argument(piece, 0, "source"), "url": ""}


def _figure(piece: Piece, finder: Finder) -> dict[str, Any]:
    image = {"image": finder.image(argument(piece, 0, "file")), "alt_text": argument(piece, 1, "alternative text")}
    caption = piece.arguments[2] if len(piece.arguments) > 2 else piece.text
    return {"image": image | {"decorative": False}, "caption": caption, "credit": ""}


def _accordion(piece: Piece, _finder: Finder) -> dict[str, Any]:
    parts = re.split(r"^###\s+(.+?)\s*$", piece.text, flags=re.MULTILINE)
    if parts[0].strip() or len(parts) < 3:
        raise ValueError("an accordion is a list of entries, each under a title “### …”")
    entries = [
        {"title": title, "text": render_markdown(text)} for title, text in zip(parts[1::2], parts[2::2], strict=True)
    ]
    return {"entries": entries}


def _references(piece: Piece, _finder: Finder) -> dict[str, Any]:
    lines = [line for line in piece.text.splitlines() if line.strip()]
    if not lines or any(not line.startswith("- ") for line in lines):
        raise ValueError("references are lines that begin with “- ”")
    return {"entries": [_reference(line.removeprefix("- ").strip()) for line in lines]}


def _reference(line: str) -> dict[str, str]:
    found = DOI.search(line)
    text = (line[: found.start()] + line[found.end() :]).strip() if found else line
    return {"text": text.replace("*", ""), "doi": found[1].rstrip(".") if found else "", "url": ""}


def _table(piece: Piece, _finder: Finder) -> dict[str, Any]:
    head, *rows = rows_of(piece)
    table = {
        "columns": [{"type": "rich_text", "heading": heading} for heading in head],
        "rows": [{"values": [MARKDOWN.renderInline(cell) for cell in row]} for row in rows],
        "caption": "",
    }
    return {"caption": argument(piece, 0, "caption"), "row_headings": True, "table": table}


MAKERS: dict[str, Maker] = {
    "heading": _heading,
    "text": _text,
    "callout": _callout,
    "quotation": _quotation,
    "figure": _figure,
    "accordion": _accordion,
    "references": _references,
    "table": _table,
    "atlas_figure": atlas_figure,
    **LESSON_MAKERS,
}
