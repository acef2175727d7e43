"""Makers of the blocks that show an entry, a file or a picture with spots, and of comparisons."""

from typing import Any

from content.source import Piece
from content.source_finder import Finder

from .fields import MARKDOWN, FieldError, argument, check_fields, read_yaml, render_line, render_markdown, text_of
from .tables import rows_of


def contraindication(piece: Piece, finder: Finder) -> dict[str, Any]:
    """``::: contraindication c42`` with Markdown, if any."""
    return {"entry": finder.contraindication(argument(piece, 0, "key")), "text": render_markdown(piece.text)}


def red_flag(piece: Piece, finder: Finder) -> dict[str, Any]:
    """``::: red_flag r09`` with Markdown, if any."""
    return {"entry": finder.red_flag(argument(piece, 0, "key")), "text": render_markdown(piece.text)}


def live_session(piece: Piece, finder: Finder) -> dict[str, Any]:
    """``::: live_session key``, with nothing in it."""
    return {"session": finder.live_session(argument(piece, 0, "key"))}


def downloads(piece: Piece, finder: Finder) -> dict[str, Any]:
    """``::: downloads "Title"`` with a list of file names."""
    lines = [line.strip() for line in piece.text.splitlines() if line.strip()]
    if not lines or any(not line.startswith("- ") for line in lines):
        raise FieldError("downloads are lines that begin with “- ” and name a file")
    title = piece.arguments[0] if piece.arguments else ""
    return {"title": title, "documents": [finder.document(line.removeprefix("- ").strip()) for line in lines]}


def hotspots(piece: Piece, finder: Finder) -> dict[str, Any]:
    """``::: hotspots file.webp "Alternative text" "Caption"`` with a YAML list of spots."""
    spots = read_yaml(piece)
    if not isinstance(spots, list):
        raise FieldError("spots are a list: “- x: …” with y, label and text below it")
    image = {"image": finder.image(argument(piece, 0, "file")), "alt_text": argument(piece, 1, "alternative text")}
    return {
        "image": image | {"decorative": False},
        "caption": piece.arguments[2] if len(piece.arguments) > 2 else "",
        "spots": [_spot(spot) for spot in spots],
    }


def _spot(values: Any) -> dict[str, Any]:
    spot = check_fields(values, required=("x", "y", "label"), optional=("text",), within="spots")
    for name in ("x", "y"):
        if isinstance(spot[name], bool) or not isinstance(spot[name], int | float):
            raise FieldError("a number from 0 to 100 is wanted", field=name)
    return {
        "x": float(spot["x"]),
        "y": float(spot["y"]),
        "label": text_of(spot, "label"),
        "text": render_line(text_of(spot, "text")),
    }


def comparison(piece: Piece, _finder: Finder) -> dict[str, Any]:
    """``::: comparison "Caption"`` with a table whose first column is the feature."""
    head, *rows = rows_of(piece)
    features = [{"name": name, "cells": [MARKDOWN.renderInline(cell) for cell in cells]} for name, *cells in rows]
    return {"caption": argument(piece, 0, "caption"), "things": head[1:], "features": features}
