"""The glossary as a page."""

from string import ascii_uppercase
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from content.addresses import address_of
from content.glossary import by_letter, read_glossary
from content.search import tidy
from content.structured_data import breadcrumbs, defined_terms

from .base import BasePage


class GlossaryPage(BasePage):
    """All published terms from A to Z; its words are those of the terms."""

    intro = models.TextField(_("introduction"), max_length=400, blank=True)

    max_count = 1
    parent_page_types = ["content.HomePage"]
    subpage_types: list[str] = []
    search_fields = [*BasePage.search_fields, index.SearchField("summary"), index.SearchField("intro")]
    content_panels = [*BasePage.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("glossary page")
        verbose_name_plural = _("glossary pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the terms by letter, narrowed by ``?q=``."""
        query = tidy(request.GET.get("q", ""))
        found = [entry for entry in read_glossary() if entry.has(query)]
        groups = by_letter(found)
        letters = [(letter, letter in groups) for letter in ascii_uppercase]
        narrowed = {"query": query, "total": len(found), "groups": groups, "letters": letters}
        return super().get_context(request, *args, **kwargs) | narrowed

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        """Describe the way here and the set of terms."""
        way = breadcrumbs((step["title"], step["url"]) for step in self.trail())
        terms = ((entry.term, entry.definition, entry.anchor, entry.also) for entry in read_glossary())
        return [way, defined_terms(name=self.title, description=self.summary, url=address_of(self), terms=terms)]
