"""Words that newcomers meet, explained where they stand."""

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.search import index

from .entries import Entry


class GlossaryTerm(Entry):
    """A word and what it means here; texts point at it with ``[[term]]``."""

    term = models.CharField(_("term"), max_length=80, unique=True)
    also = models.TextField(
        _("other forms"), blank=True, help_text=_("One a line: “taut bands”, “TrP”. They lead to this entry too.")
    )
    definition = models.TextField(_("definition"), max_length=400, help_text=_("One or two sentences, plain text."))
    more = RichTextField(_("more"), blank=True, features=["bold", "italic", "link", "ul", "ol"])

    search_fields = [
        index.SearchField("term", boost=3),
        index.SearchField("also"),
        index.SearchField("definition"),
        index.AutocompleteField("term"),
        index.FilterField("live"),
    ]

    class Meta:
        ordering = ["term"]
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary")

    def __str__(self) -> str:
        return self.term

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "content/previews/term.html"

    @property
    def other_forms(self) -> list[str]:
        """The other words that an editor named."""
        return [line.strip() for line in self.also.splitlines() if line.strip()]

    @property
    def forms(self) -> list[str]:
        """All words that lead to this entry: the main one first, those of the editor, the simple plurals."""
        named = [self.term, *self.other_forms]
        return list(dict.fromkeys([*named, *map(plural_of, named)]))


def plural_of(words: str) -> str:
    """Return the plural that most English words have: “taut bands”, “biopsies”, “reflexes”."""
    if words.endswith("y") and words[-2:-1] not in {*"aeiou", ""}:
        return f"{words[:-1]}ies"
    return f"{words}es" if words.endswith(("s", "x", "z", "ch", "sh")) else f"{words}s"
