"""Texts in Moodle XML: an element with a format, a ``text`` and perhaps files."""

from quizzes.exchange.common.base import Notes
from quizzes.exchange.common.markup import inner_html
from quizzes.exchange.common.texts import (
    MARKDOWN,
    lines,
    looks_like_html,
    plain_from_html,
    rich_from_html,
    rich_from_markdown,
    rich_from_plain,
)
from quizzes.exchange.common.xml_tree import Node


def source_of(node: Node | None) -> str:
    """Return the text as the file tells it; tags that nobody escaped count as what they say."""
    told = node.child("text") if node else None
    if told is None:
        return ""
    return inner_html(told).strip() if told.children() else told.text()


def form_of(node: Node | None, otherwise: str = "html") -> str:
    """Return the format of a text."""
    return (node.get("format") if node else "") or otherwise


def rich(node: Node | None, notes: Notes, where: str, otherwise: str = "html") -> str:
    """Return a text as a stem; what is lost is noted with ``where``."""
    if node is None:
        return ""
    text, form = source_of(node), form_of(node, otherwise)
    if form == "markdown":
        return rich_from_markdown(text, notes, where)
    if form == "plain_text" or (form == "moodle_auto_format" and not looks_like_html(text)):
        return rich_from_plain(text)
    return rich_from_html(_broken(text, form), notes, where)


def plain(node: Node | None, notes: Notes, where: str, otherwise: str = "html") -> str:
    """Return a text as plain lines; what is lost is noted with ``where``."""
    if node is None:
        return ""
    text, form = source_of(node), form_of(node, otherwise)
    if form == "plain_text" or (form == "moodle_auto_format" and not looks_like_html(text)):
        return lines(text)
    return plain_from_html(MARKDOWN.render(text) if form == "markdown" else _broken(text, form), notes, where)


def _broken(text: str, form: str) -> str:
    return text.replace("\n", "<br>") if form == "moodle_auto_format" else text
