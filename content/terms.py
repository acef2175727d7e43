"""Terms of the glossary in running text: ``[[taut band]]``, or ``[[taut band|bands]]`` with other words.

The first time a published term stands in a body it becomes a button that explains it; everywhere else, and wherever a
button cannot stand (links, headings, forms), the words alone remain. Nothing ever shows the brackets.
"""

import re
from dataclasses import dataclass
from html import unescape

from django.apps import apps
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from content.generation import keep_as

MARKER = re.compile(r"\[\[([^\[\]|<>]+)(?:\|([^\[\]<>]*))?\]\]")
TAG = re.compile(r"(<[^>]*>)")
NAME = re.compile(r"</?([a-zA-Z0-9-]+)")
#: Where no button may stand: inside what is pressed itself, names a section or is not running text.
PLAIN = frozenset(
    {"a", "button", "summary", "label", "legend", "option", "textarea", "caption", "h1", "h2", "h3", "h4", "script",
     "style", "svg", "title", "form"}
)  # fmt: skip


@dataclass(frozen=True)
class Term:
    """A published term as texts use it."""

    key: str
    term: str
    definition: str

    @property
    def anchor(self) -> str:
        """The id of its explanation on a page."""
        return f"term-{self.key}"


def plain_words(text: str) -> str:
    """Return ``text`` with each marker as the words that a reader sees; for titles, snippets, feeds."""
    return MARKER.sub(_words, text) if "[[" in text else text


def mark_terms(html: str) -> SafeString:
    """Return a body's HTML with its terms explained; the explanations follow the text."""
    if "[[" not in html:
        return mark_safe(html)  # noqa: S308 - a template's own output
    marker = _Marker(known_terms())
    text = "".join(marker.take(part) for part in TAG.split(html))
    notes = render_to_string("content/parts/terms.html", {"terms": marker.used}) if marker.used else ""
    return mark_safe(text + notes)  # noqa: S308 - a template's own output, and words that are escaped here


def known_terms() -> dict[str, Term]:
    """Return every published term by each of its forms in lower case; read once for each published generation."""
    return keep_as("glossary:terms", _read)


def _read() -> dict[str, Term]:
    entries = apps.get_model("content", "GlossaryTerm").objects.filter(live=True)
    terms = [(entry.forms, Term(entry.key, entry.term, entry.definition)) for entry in entries]
    also = {form.casefold(): term for forms, term in terms for form in forms[1:]}
    return also | {term.term.casefold(): term for _forms, term in terms}


def _words(found: re.Match[str]) -> str:
    return (found[2] or found[1]).strip()


class _Marker:
    """Goes through tags and texts in turn and remembers what was explained and where it stands."""

    def __init__(self, terms: dict[str, Term]) -> None:
        self.terms = terms
        self.used: list[Term] = []
        self.within: list[str] = []

    def take(self, part: str) -> str:
        if part.startswith("<"):
            self.enter(part)
            return plain_words(part)
        return MARKER.sub(self.replace, part)

    def enter(self, tag: str) -> None:
        name = NAME.match(tag)
        if name is None or name[1].lower() not in PLAIN:
            return
        if not tag.startswith("</"):
            self.within.append(name[1].lower())
        elif self.within and self.within[-1] == name[1].lower():
            self.within.pop()

    def replace(self, found: re.Match[str]) -> str:
        term = self.terms.get(" ".join(unescape(found[1]).split()).casefold())
        if term is None or self.within or term in self.used:
            return _words(found)
        self.used.append(term)
        return (
            f'<button type="button" class="term" popovertarget="{escape(term.anchor)}"'
            f' aria-describedby="{escape(term.anchor)}">{_words(found)}</button>'
        )
