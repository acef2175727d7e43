"""Makers of films and recordings: the names of the files that lie beside the course, and what is said in them."""

from typing import Any

from content.source import Piece
from content.source_finder import Finder

from .fields import argument, read_fields, render_markdown, text_of


def video(piece: Piece, finder: Finder) -> dict[str, Any]:
    """``::: video "Title"`` with YAML: file and captions, and as one likes poster, chapters and transcript."""
    values = read_fields(piece, required=("file", "captions"), optional=("poster", "chapters", "transcript"))
    return {
        "title": argument(piece, 0, "title"),
        "file": finder.document(text_of(values, "file")),
        "captions": finder.document(text_of(values, "captions")),
        "poster": finder.image(text_of(values, "poster")) if values.get("poster") else None,
        "chapters": finder.document(text_of(values, "chapters")) if values.get("chapters") else None,
        "transcript": render_markdown(text_of(values, "transcript")),
    }


def audio(piece: Piece, finder: Finder) -> dict[str, Any]:
    """``::: audio "Title"`` with YAML: file and transcript."""
    values = read_fields(piece, required=("file", "transcript"))
    return {
        "title": argument(piece, 0, "title"),
        "file": finder.document(text_of(values, "file")),
        "transcript": render_markdown(text_of(values, "transcript")),
    }
