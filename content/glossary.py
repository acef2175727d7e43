"""The glossary as readers find it: all published terms from A to Z, read once for each published generation.

Texts point at a term by ``[[taut band]]``; each term has an address of its own, ``/glossary/#taut-band``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from string import ascii_uppercase

from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from content.generation import keep_as
from content.models.glossary import GlossaryTerm, plural_of

SEPARATOR = "\x1e"  # stands in no text; links of all texts are then looked up together
OTHER = "#"  # where terms stand that begin with no letter of ours


@dataclass(frozen=True)
class GlossaryEntry:
    """A term with its other forms, what it means, and what more there is to say (HTML)."""

    key: str
    term: str
    also: tuple[str, ...]
    definition: str
    more: SafeString

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return self.key.replace("_", "-")

    @property
    def letter(self) -> str:
        """The letter under which it stands."""
        first = self.term[:1].upper()
        return first if first in ascii_uppercase else OTHER

    def has(self, words: str) -> bool:
        """Say whether each of ``words`` stands somewhere in the entry, whatever its case."""
        text = " ".join([self.term, *self.also, self.definition]).casefold()
        return all(word in text for word in words.casefold().split())


def read_glossary() -> tuple[GlossaryEntry, ...]:
    """Return every published term in the order of the alphabet."""
    return keep_as("content:glossary", lambda: tuple(entries_of(GlossaryTerm.objects.filter(live=True))))


def entries_of(terms: Iterable[GlossaryTerm]) -> list[GlossaryEntry]:
    """Return terms as readers see them; whatever their texts link to is looked up at once."""
    ordered = sorted(terms, key=lambda term: term.term.casefold())
    texts = expand_db_html(SEPARATOR.join(term.more for term in ordered)).split(SEPARATOR)
    return [_entry(term, more) for term, more in zip(ordered, texts, strict=False)]  # no term: one empty text


def _entry(term: GlossaryTerm, more: str) -> GlossaryEntry:
    """A simple plural tells readers nothing new."""
    also = tuple(form for form in term.other_forms if form != plural_of(term.term))
    return GlossaryEntry(term.key, term.term, also, term.definition, mark_safe(more))  # noqa: S308 - rich text


def by_letter(entries: Iterable[GlossaryEntry]) -> dict[str, list[GlossaryEntry]]:
    """Return the entries by letter."""
    found: dict[str, list[GlossaryEntry]] = {}
    for entry in entries:
        found.setdefault(entry.letter, []).append(entry)
    return dict(sorted(found.items()))
