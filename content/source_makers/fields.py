"""Reading what stands in a fence: its words, its YAML, each fault with the field it is about."""

from typing import Any

import yaml
from markdown_it import MarkdownIt

from content.source import Piece

MARKDOWN = MarkdownIt("commonmark", {"html": False, "typographer": False})


class FieldError(ValueError):
    """A fault in a fence; ``field`` is the one it is about, ``line`` counts from the fence's own line."""

    def __init__(self, message: str, *, field: str = "", line: int = 0) -> None:
        super().__init__(f"{field}: {message}" if field else message)
        self.field = field
        self.line = line


def render_markdown(text: str) -> str:
    """Return Markdown as the rich text that a block stores."""
    return MARKDOWN.render(text).strip()


def render_line(text: str) -> str:
    """Return one paragraph of Markdown as rich text."""
    return f"<p>{MARKDOWN.renderInline(' '.join(text.split()))}</p>" if text else ""


def argument(piece: Piece, place: int, name: str) -> str:
    """Return the word after the name of the block at ``place``; raise if there is none."""
    if place >= len(piece.arguments):
        raise FieldError(f"“{piece.kind}” needs its {name} after the name of the block")
    return piece.arguments[place]


def read_yaml(piece: Piece) -> Any:
    """Return the fence's YAML; raise FieldError with the line of the fault."""
    try:
        return yaml.safe_load(piece.text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error)
        raise FieldError(f"this is not YAML: {reason}", line=mark.line + 1 if mark else 0) from error


def read_fields(piece: Piece, *, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the fence's YAML as names and values; each ``required`` is there and nothing unknown is."""
    return check_fields(read_yaml(piece), required=required, optional=optional)


def check_fields(
    values: Any, *, required: tuple[str, ...], optional: tuple[str, ...] = (), within: str = ""
) -> dict[str, Any]:
    """Return ``values`` if they are names and values as wanted; ``within`` names where they stand."""
    if not isinstance(values, dict):
        raise FieldError("here names and values (“name: value”) are wanted", field=within)
    for name in required:
        if values.get(name) in (None, "", []):
            raise FieldError("is missing", field=f"{within} {name}".strip())
    for name in values:
        if name not in required + optional:
            raise FieldError(f"is not known here; there are: {', '.join(required + optional)}", field=str(name))
    return values


def text_of(values: dict[str, Any], name: str) -> str:
    """Return a field that is text, empty if it is not there; raise if it is a list or the like."""
    return as_text(values.get(name), name)


def texts_of(values: dict[str, Any], name: str) -> list[str]:
    """Return a field that is a list of texts, empty if it is not there."""
    return [as_text(entry, name) for entry in entries_of(values, name)]


def entries_of(values: dict[str, Any], name: str) -> list[Any]:
    """Return a field that is a list, empty if it is not there."""
    found = values.get(name) or []
    if not isinstance(found, list):
        raise FieldError("a list is wanted: lines that begin with “- ”", field=name)
    return found


def as_text(value: Any, name: str) -> str:
    """Return ``value`` as text; YAML reads “a: b” as a list of names, which is a missing quotation mark here."""
    if isinstance(value, dict | list):
        raise FieldError("words are wanted; quote what holds “: ” or begins with a sign", field=name)
    return "" if value is None else str(value).strip()
