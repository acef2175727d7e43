"""From the pieces of a source file to the stored values of a body's blocks.

Each fence has one maker below; what a maker returns is the block's stored shape (see ``content.blocks``). The result
is then cleaned by the block's own rules, so that a file can hold nothing that the editor's form would refuse.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from markdown_it import MarkdownIt
from wagtail.blocks import StreamBlock, StreamValue

from content.blocks import BODY_BLOCKS

from .source import Piece, Source, SourceError

MARKDOWN = MarkdownIt("commonmark", {"html": False, "typographer": False})
TABLE_RULE = re.compile(r"^:?-{2,}:?$")
DOI = re.compile(r"\bdoi:\s*(10\.\d{4,9}/\S+)", re.IGNORECASE)

#: Finds the key of an image of the library by its file name; raises KeyError for a name that is not there.
ImageKeys = Mapping[str, int]


def render_markdown(text: str) -> str:
    """Return Markdown as the rich text that a block stores."""
    return MARKDOWN.render(text).strip()


def stream_of(source: Source, images: ImageKeys | None = None) -> StreamValue:
    """Return the body of a source file as a cleaned stream; raise SourceError at the line of the first fault."""
    block = StreamBlock(BODY_BLOCKS)
    for piece in source.pieces:  # one by one first, so that a fault is named with its line
        _cleaned(block, [_stored(source.file, piece, images or {})], source.file, piece.line)
    return _cleaned(block, [_stored(source.file, piece, images or {}) for piece in source.pieces], source.file, 1)


def _cleaned(block: StreamBlock, stored: list[dict[str, Any]], file: str, line: int) -> StreamValue:
    try:
        return block.clean(block.to_python(stored))
    except ValidationError as error:
        raise SourceError(file, line, _words(error)) from error


def _words(error: Exception) -> str:
    """Say what a nested block error says, as one line."""
    for name in ("block_errors", "list_errors"):
        nested = getattr(error, name, None)
        if nested:
            items = nested.items() if isinstance(nested, dict) else enumerate(nested)
            return "; ".join(f"{key}: {_words(inner)}" for key, inner in items if inner)
    return " ".join(getattr(error, "messages", [str(error)]))


def _stored(file: str, piece: Piece, images: ImageKeys) -> dict[str, Any]:
    maker = MAKERS.get(piece.kind)
    if maker is None:
        raise SourceError(file, piece.line, f"there is no block “{piece.kind}”; there are: {', '.join(sorted(MAKERS))}")
    try:
        return {"type": piece.kind, "value": maker(piece, images)}
    except KeyError as error:
        raise SourceError(file, piece.line, f"there is no picture {error}") from error
    except ValueError as error:
        raise SourceError(file, piece.line, str(error)) from error


def _argument(piece: Piece, place: int, name: str) -> str:
    if place >= len(piece.arguments):
        raise ValueError(f"“{piece.kind}” needs its {name} after the name of the block")
    return piece.arguments[place]


def _heading(piece: Piece, _images: ImageKeys) -> dict[str, Any]:
    return {"text": piece.text, "level": piece.arguments[0], "anchor": slugify(piece.text)}


def _text(piece: Piece, _images: ImageKeys) -> str:
    return render_markdown(piece.text)


def _callout(piece: Piece, _images: ImageKeys) -> dict[str, Any]:
    title = piece.arguments[1] if len(piece.arguments) > 1 else ""
    return {"kind": _argument(piece, 0, "kind"), "title": title, "text": render_markdown(piece.text)}


def _quotation(piece: Piece, _images: ImageKeys) -> dict[str, Any]:
    return {"text": piece.text, "source": _argument(piece, 0, "source"), "url": ""}


def _figure(piece: Piece, images: ImageKeys) -> dict[str, Any]:
    image = {"image": images[_argument(piece, 0, "file")], "alt_text": _argument(piece, 1, "alternative text")}
    caption = piece.arguments[2] if len(piece.arguments) > 2 else piece.text
    return {"image": image | {"decorative": False}, "caption": caption, "credit": ""}


def _accordion(piece: Piece, _images: ImageKeys) -> dict[str, Any]:
    parts = re.split(r"^###\s+(.+?)\s*$", piece.text, flags=re.MULTILINE)
    if parts[0].strip() or len(parts) < 3:
        raise ValueError("an accordion is a list of entries, each under a title “### …”")
    entries = [
        {"title": title, "text": render_markdown(text)} for title, text in zip(parts[1::2], parts[2::2], strict=True)
    ]
    return {"entries": entries}


def _references(piece: Piece, _images: ImageKeys) -> dict[str, Any]:
    lines = [line for line in piece.text.splitlines() if line.strip()]
    if not lines or any(not line.startswith("- ") for line in lines):
        raise ValueError("references are lines that begin with “- ”")
    return {"entries": [_reference(line.removeprefix("- ").strip()) for line in lines]}


def _reference(line: str) -> dict[str, str]:
    found = DOI.search(line)
    text = (line[: found.start()] + line[found.end() :]).strip() if found else line
    return {"text": text.replace("*", ""), "doi": found[1].rstrip(".") if found else "", "url": ""}


def _table(piece: Piece, _images: ImageKeys) -> dict[str, Any]:
    rows = [_cells(line) for line in piece.text.splitlines() if line.strip()]
    if len(rows) < 3 or not all(TABLE_RULE.match(cell) for cell in rows[1]):
        raise ValueError("a table is rows of | cells |, with a rule of dashes under the first row")
    if any(len(row) != len(rows[0]) for row in rows):
        raise ValueError(f"each row of the table needs {len(rows[0])} cells")
    table = {
        "columns": [{"type": "rich_text", "heading": heading} for heading in rows[0]],
        "rows": [{"values": [MARKDOWN.renderInline(cell) for cell in row]} for row in rows[2:]],
        "caption": "",
    }
    return {"caption": _argument(piece, 0, "caption"), "row_headings": True, "table": table}


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


MAKERS: dict[str, Callable[[Piece, ImageKeys], Any]] = {
    "heading": _heading,
    "text": _text,
    "callout": _callout,
    "quotation": _quotation,
    "figure": _figure,
    "accordion": _accordion,
    "references": _references,
    "table": _table,
}
