"""Texts on their way in: plain lines, plain paragraphs, and the little HTML that our editors can write."""

import html
import re

import nh3
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from quizzes.exchange.common.base import Notes

#: What ``quizzes.services.bank_blocks.rich`` leaves of a text.
TAGS = {"p", "br", "b", "i", "strong", "em", "ul", "ol", "li", "a", "sup", "sub"}
#: Tags that say nothing by themselves.
SILENT = {"p", "br", "div", "span", "font", "section", "article", "center", "html", "body", "tbody"}
MARKDOWN = MarkdownIt("commonmark")
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
SPACE = re.compile(r"[ \t\r\n\f\v]+")
OPENING = re.compile(r"<([a-zA-Z][\w:-]*)([^<>]*)>")
SOURCE = re.compile(r"""\bsrc\s*=\s*["']?(?!data:)([^"'\s>]+)""")
FILE = re.compile(r"""\s(?:href|src)\s*=\s*"@@PLUGINFILE@@[^"<>]*\"""")
BLOCK = re.compile(
    r"<(/?)(?:div|section|article|h[1-6]|blockquote|pre|table|tr|center|dl|dt|dd)\b[^<>]*>", re.IGNORECASE
)
KNOWN = re.compile(
    r"</?(?:p|br|b|i|u|s|em|strong|a|ul|ol|li|sup|sub|img|div|span|table|tr|td|th|h[1-6]|font|pre|code|script|style"
    r"|iframe|video|audio|object|svg|blockquote|hr|input)\b[^<>]*>|&(?:[a-zA-Z]+|#\d+|#x[0-9a-fA-F]+);",
    re.IGNORECASE,
)
BREAK = re.compile(r"<(?:br|/?p|/?li|/?ul|/?ol|/?td|/?th)\b[^<>]*>", re.IGNORECASE)
PARAGRAPHS = re.compile(r"(?:\s*<p>[^<]*</p>)+\s*")
SHIFTED = re.compile(r"<(sup|sub)>([0-9+=()n−-]+)</\1>", re.IGNORECASE)
SHIFTS = {
    "sup": str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ"),
    "sub": str.maketrans("0123456789+-−=()n", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₙ"),
}


def is_html(text: str) -> bool:
    """Whether ``quizzes.services.bank_blocks.rich`` takes a text for HTML."""
    return "</" in text or "<br" in text


def looks_like_html(text: str) -> bool:
    """Whether a text of no told format holds tags or entities, rather than signs such as < and &."""
    return bool(KNOWN.search(text))


def one_line(text: str) -> str:
    """Return a plain text of one line, as options have it."""
    return SPACE.sub(" ", NOT_IN_XML.sub("", text)).strip()


def lines(text: str) -> str:
    """Return a plain text of several lines, at most one empty one between two."""
    text = NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "\n".join(SPACE.sub(" ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", kept).strip()


def rich_source(text: str) -> str:
    """Return a stem or rationale in its one spelling: paragraphs where they do, else clean HTML."""
    return rich_from_html(text, [], "") if is_html(text) else _paragraphs(text)


def rich_from_plain(text: str) -> str:
    """Return plain text as a stem; what looks like HTML in it stays what was written."""
    text = _paragraphs(text)
    return _as_html(text) if is_html(text) else text


def rich_from_markdown(text: str, notes: Notes, where: str) -> str:
    """Return Markdown as a stem."""
    return rich_from_html(MARKDOWN.render(text), notes, where)


def rich_from_html(text: str, notes: Notes, where: str) -> str:
    """Return HTML as a stem, cut down to what our editors can write; what is lost is noted with ``where``."""
    _note_loss(text, TAGS, notes, where)
    text = FILE.sub("", BLOCK.sub(r"<\1p>", NOT_IN_XML.sub("", text)))
    text = nh3.clean(text, tags=TAGS, attributes={"a": {"href"}}, link_rel=None) if "<" in text else text
    text = SPACE.sub(" ", re.sub(r"<p>(?:\s|&nbsp;)*</p>", "", text)).strip()
    if "<" not in text:
        return rich_from_plain(html.unescape(text))
    if PARAGRAPHS.fullmatch(text):
        plain = _paragraphs("\n\n".join(map(html.unescape, re.findall(r"<p>([^<]*)</p>", text))))
        return text if is_html(plain) else plain
    return text


def plain_from_html(text: str, notes: Notes, where: str) -> str:
    """Return what HTML says as plain lines; formatting that is lost is noted with ``where``."""
    if "<" not in text:
        return lines(html.unescape(SPACE.sub(" ", text)))
    text = SHIFTED.sub(lambda found: found[2].translate(SHIFTS[found[1].lower()]), SPACE.sub(" ", text))
    _note_loss(text, set(), notes, where)
    text = BREAK.sub(_line_break, BLOCK.sub("<p>", text))
    return lines(html.unescape(nh3.clean(text, tags=set())))


def html_of(text: str) -> str:
    """Return a stem as HTML, whichever way it is written."""
    return text if is_html(text) or not text else _as_html(text)


def html_of_lines(text: str) -> str:
    """Return plain lines as HTML; a single line stays without a paragraph around it."""
    if "\n" not in text:
        return html.escape(text, quote=False)
    return _as_html(text).replace("\n", "<br>")


def _paragraphs(text: str) -> str:
    parts = re.split(r"\n[ \t]*\n", NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    return "\n\n".join(part for part in (SPACE.sub(" ", part).strip() for part in parts) if part)


def _as_html(text: str) -> str:
    return "".join(f"<p>{html.escape(part, quote=False)}</p>" for part in text.split("\n\n"))


def _line_break(tag: re.Match[str]) -> str:
    return " " if tag[0].lower().lstrip("</").startswith(("td", "th")) else "\n"


def _note_loss(text: str, kept: set[str], notes: Notes, where: str) -> None:
    found = [(tag.lower(), rest) for tag, rest in OPENING.findall(text) if tag.lower() not in kept | SILENT]
    if not found:
        return
    names = {f"<{tag}>" + (f" ({source[1]})" if (source := SOURCE.search(rest)) else ""): None for tag, rest in found}
    told = ", ".join(list(names)[:6]).replace("@@PLUGINFILE@@/", "")
    notes.append(_("%(where)s: lost are %(tags)s.") % {"where": where, "tags": told})
