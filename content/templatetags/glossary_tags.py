"""A term of the glossary as readers see it, also while it is a draft."""

from django import template

from content.glossary import GlossaryEntry, entries_of
from content.models import GlossaryTerm

register = template.Library()


@register.simple_tag
def term_entry(term: GlossaryTerm) -> GlossaryEntry:
    """Return ``term`` as the glossary shows it."""
    return entries_of([term])[0]
